package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.CallStack;
import postroom.labs.shell.run.Shell;

/** {@code caller}: where the running function was called. */
final class Caller implements Builtin {
    @Override
    public String name() {
        return "caller";
    }

    @Override
    public String synopsis() {
        return "caller [expr]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        List<CallStack.Frame> frames = shell.calls().innermostFirst();
        int index =
                arguments.size() > 1 && arguments.get(1).matches("[0-9]{1,5}") ? Integer.parseInt(arguments.get(1)) : 0;
        if (index >= frames.size()
                || frames.get(index).function().equals("main")
                || arguments.size() > 1 && index + 1 >= frames.size()) {
            return 1;
        }
        CallStack.Frame frame = frames.get(index);
        String source = index + 1 < frames.size() ? frames.get(index + 1).source() : "NULL";
        String function = index + 1 < frames.size() ? frames.get(index + 1).function() : "main";
        shell.out(frame.calledAt() + (arguments.size() > 1 ? " " + function : "") + " " + source + "\n");
        return 0;
    }
}
