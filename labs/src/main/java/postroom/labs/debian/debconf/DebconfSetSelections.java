package postroom.labs.debian.debconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code debconf-set-selections(1)}: answers packages' questions before they are asked. */
public final class DebconfSetSelections extends GetoptProgram {
    private static final Set<String> TYPES =
            Set.of("select", "multiselect", "string", "boolean", "note", "text", "password", "title", "error", "seen");
    private static final Pattern LINE = Pattern.compile("\\s*(\\S+)\\s+(\\S+)\\s+(\\S+)(?:\\s(.*))?");
    private static final Getopt GETOPT = new Getopt("vcu", "verbose", "v", "checkonly", "c", "unseen", "u");
    private static final String USAGE = """
            Usage: debconf-set-selections [-vcu] [file]
              -v, --verbose     verbose output
              -c, --checkonly   only check the input file format
              -u, --unseen      do not set the 'seen' flag when preseeding values
            """;

    /** The program. */
    public DebconfSetSelections() {
        super(GETOPT);
    }

    @Override
    protected void complain(Process process, String complaint) throws IOException {
        super.complain(process, PerlComplaint.of(complaint));
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(USAGE);
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        DebconfShow.warnOfPasswords(process);
        DebconfDatabase database = DebconfDatabase.read(process.files());
        boolean changed = false;
        int number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input(process, parsed), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                process.step();
                number++;
                while (line.endsWith("\\")) {
                    String more = lines.readLine();
                    number++;
                    line = line.substring(0, line.length() - 1) + (more == null ? "" : more);
                }
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                Matcher field = LINE.matcher(line);
                if (!field.matches()) {
                    process.err().println("error: parse error on line " + number + ": '" + line + "'");
                    return 1;
                }
                if (!TYPES.contains(field.group(3))) {
                    process.err().println("warning: Unknown type " + field.group(3) + ", skipping line " + number);
                    continue;
                }
                String value = field.group(4) == null ? "" : field.group(4);
                if (parsed.has("v")) {
                    process.err()
                            .println("info: Trying to set '" + field.group(2) + "' [" + field.group(3) + "] to '"
                                    + value + "'");
                    process.err().println("info: Loading answer for '" + field.group(2) + "'");
                }
                database.set(field.group(1), field.group(2), value, !parsed.has("u"));
                changed = true;
            }
        }
        return parsed.has("c") || !changed ? 0 : save(process, database);
    }

    private static InputStream input(Process process, Getopt.Parsed parsed) throws IOException {
        return parsed.operands().isEmpty()
                ? process.in()
                : new ByteArrayInputStream(
                        process.files().readAll(parsed.operands().get(0)));
    }

    private static int save(Process process, DebconfDatabase database) throws IOException {
        try {
            database.save();
            return 0;
        } catch (ErrnoException e) {
            process.err()
                    .println("debconf: DbDriver \"config\": could not write " + DebconfDatabase.CONFIG + "-new: "
                            + e.getMessage());
            return 1;
        }
    }
}
