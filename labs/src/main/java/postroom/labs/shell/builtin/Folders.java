package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code pushd}, {@code popd} and {@code dirs}: the stack of folders. */
record Folders(String name) implements Builtin {
    private static final int MAX_FOLDERS = 200;

    @Override
    public String synopsis() {
        return switch (name) {
            case "pushd" -> "pushd [-n] [+N | -N | dir]";
            case "popd" -> "popd [-n] [+N | -N]";
            default -> "dirs [-clpv] [+N] [-N]";
        };
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        List<String> operands = new ArrayList<>(arguments.subList(1, arguments.size()));
        return switch (name) {
            case "pushd" -> push(shell, operands);
            case "popd" -> pop(shell, operands);
            default -> dirs(shell, operands);
        };
    }

    private static String current(Shell shell) {
        return shell.variables().get("PWD").orElse(shell.process().cwd());
    }

    private static List<String> all(Shell shell) {
        List<String> all = new ArrayList<>();
        all.add(current(shell));
        all.addAll(shell.folders());
        return all;
    }

    private int push(Shell shell, List<String> operands) throws IOException {
        boolean stay = operands.remove("-n");
        List<String> all = all(shell);
        if (operands.isEmpty()) {
            if (all.size() < 2) {
                shell.complain("pushd: no other directory");
                return 1;
            }
            String top = all.get(0);
            int status = Cd.go(shell, all.get(1), all.get(1), false, false);
            if (status == 0) {
                shell.folders().set(0, top);
                print(shell, false);
            }
            return status;
        }
        String operand = operands.get(0);
        if (operand.matches("[-+][0-9]{1,4}")) {
            int index = index(operand, all.size());
            if (all.size() < 2) {
                shell.complain("pushd: directory stack empty");
                return 1;
            }
            if (index < 0 || index >= all.size()) {
                shell.complain("pushd: " + operand + ": directory stack index out of range");
                return 1;
            }
            List<String> rotated = new ArrayList<>(all.subList(index, all.size()));
            rotated.addAll(all.subList(0, index));
            return change(shell, rotated);
        }
        if (operand.startsWith("-") && operand.length() > 1) {
            shell.complain("pushd: " + operand + ": invalid number");
            return OptionScan.usage(shell, name, synopsis());
        }
        if (shell.folders().size() >= MAX_FOLDERS) {
            shell.complain("pushd: directory stack is full");
            return 1;
        }
        if (stay) {
            shell.folders().add(0, operand);
            print(shell, false);
            return 0;
        }
        String before = current(shell);
        int status = go(shell, operand);
        if (status == 0) {
            shell.folders().add(0, before);
            print(shell, false);
        }
        return status;
    }

    private int go(Shell shell, String target) throws IOException {
        if (!shell.files().isFolder(target)) {
            String reason = shell.files().exists(target) ? "Not a directory" : "No such file or directory";
            shell.complain(name + ": " + target + ": " + reason);
            return 1;
        }
        return Cd.go(shell, target, target, false, false);
    }

    private static int index(String operand, int size) {
        int number = Integer.parseInt(operand.substring(1));
        return operand.startsWith("+") ? number : size - 1 - number;
    }

    private int change(Shell shell, List<String> stack) throws IOException {
        int status = go(shell, stack.get(0));
        if (status == 0) {
            shell.folders().clear();
            shell.folders().addAll(stack.subList(1, stack.size()));
            print(shell, false);
        }
        return status;
    }

    private int pop(Shell shell, List<String> operands) throws IOException {
        boolean stay = operands.remove("-n");
        List<String> all = all(shell);
        if (all.size() < 2) {
            shell.complain("popd: directory stack empty");
            return 1;
        }
        int index = stay ? 1 : 0;
        if (!operands.isEmpty()) {
            if (!operands.get(0).matches("[-+][0-9]{1,4}")) {
                shell.complain("popd: " + operands.get(0) + ": invalid argument");
                return OptionScan.usage(shell, name, synopsis());
            }
            index = index(operands.get(0), all.size());
            if (index < 0 || index >= all.size()) {
                shell.complain("popd: " + operands.get(0) + ": directory stack index out of range");
                return 1;
            }
        }
        all.remove(index);
        if (index == 0) {
            return change(shell, all);
        }
        shell.folders().clear();
        shell.folders().addAll(all.subList(1, all.size()));
        print(shell, false);
        return 0;
    }

    private int dirs(Shell shell, List<String> operands) throws IOException {
        boolean full = false;
        boolean lines = false;
        boolean numbered = false;
        for (String operand : operands) {
            if (operand.matches("[-+][0-9]{1,4}")) {
                List<String> all = all(shell);
                int index = index(operand, all.size());
                if (index < 0 || index >= all.size()) {
                    shell.complain("dirs: " + operand + ": directory stack index out of range");
                    return 1;
                }
                shell.out(shown(shell, all.get(index), full) + "\n");
                return 0;
            }
            if (!operand.matches("-[clpv]+")) {
                shell.complain("dirs: " + operand + ": invalid option");
                return OptionScan.usage(shell, name, synopsis());
            }
            if (operand.contains("c")) {
                shell.folders().clear();
                return 0;
            }
            full |= operand.contains("l");
            lines |= operand.contains("p");
            numbered |= operand.contains("v");
        }
        List<String> all = all(shell);
        if (!lines && !numbered) {
            print(shell, full);
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            shell.out((numbered ? String.format("%2d  ", i) : "") + shown(shell, all.get(i), full) + "\n");
        }
        return 0;
    }

    private static void print(Shell shell, boolean full) throws IOException {
        List<String> shown = new ArrayList<>();
        all(shell).forEach(folder -> shown.add(shown(shell, folder, full)));
        shell.out(String.join(" ", shown) + "\n");
    }

    private static String shown(Shell shell, String folder, boolean full) {
        String home = shell.variables().get("HOME").orElse("");
        boolean within = !full && home.length() > 1 && (folder.equals(home) || folder.startsWith(home + "/"));
        return within ? "~" + folder.substring(home.length()) : folder;
    }
}
