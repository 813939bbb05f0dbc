package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes commands as bash does: on one line for {@code jobs}, over several for {@code declare -f} and {@code type}. */
public final class Printer {
    private static final int MAX_LINE = 4000;
    private final StringBuilder out = new StringBuilder();
    private final List<HereDocument> documents = new ArrayList<>();
    private int indent;
    private boolean inFunction;

    private Printer() {}

    /** The command on one line. */
    public static String line(Command command) {
        Printer printer = new Printer();
        printer.command(command);
        String text = printer.out.toString();
        return text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text;
    }

    /** A function with its name, as {@code declare -f} prints it, ending in a newline. */
    public static String function(Command.Function function) {
        Printer printer = new Printer();
        printer.inFunction = true;
        printer.out.append(function.name()).append(" () \n");
        printer.functionBody(function.body());
        return printer.out.append('\n').toString();
    }

    private void functionBody(Command body) {
        Command inner = body instanceof Command.Redirected redirected ? redirected.body() : body;
        out.append("{ \n");
        indent += 4;
        pad();
        command(inner instanceof Command.Group group ? group.body() : inner);
        flushDocuments();
        indent -= 4;
        newline();
        out.append('}');
        if (body instanceof Command.Redirected redirected) {
            redirections(redirected.redirections());
        }
    }

    private void pad() {
        out.append(" ".repeat(indent));
    }

    private void newline() {
        if (out.length() == 0 || out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
        pad();
    }

    private void flushDocuments() {
        for (HereDocument document : documents) {
            out.append('\n').append(document.raw()).append(document.delimiter()).append('\n');
        }
        documents.clear();
    }

    private void command(Command command) {
        if (command instanceof Command.Simple it) {
            simple(it);
        } else if (command instanceof Command.Pipeline it) {
            pipeline(it);
        } else if (command instanceof Command.And it) {
            joined(it.left(), " && ", it.right());
        } else if (command instanceof Command.Or it) {
            joined(it.left(), " || ", it.right());
        } else if (command instanceof Command.Sequence it) {
            sequence(it);
        } else if (command instanceof Command.Group it) {
            group(it);
        } else if (command instanceof Command.Subshell it) {
            out.append("( ");
            command(it.body());
            out.append(" )");
        } else if (command instanceof Command.Redirected it) {
            command(it.body());
            redirections(it.redirections());
        } else {
            compound(command);
        }
    }

    private void joined(Command left, String operator, Command right) {
        command(left);
        out.append(operator);
        command(right);
    }

    private void group(Command.Group group) {
        if (!inFunction) {
            out.append("{ ");
            command(group.body());
            out.append("; }");
            return;
        }
        out.append("{ ");
        indent += 4;
        newline();
        command(group.body());
        flushDocuments();
        indent -= 4;
        newline();
        out.append('}');
    }

    private void simple(Command.Simple simple) {
        List<String> parts = new ArrayList<>();
        simple.assignments().forEach(assignment -> parts.add(assignment.source()));
        simple.words().forEach(word -> parts.add(word.source()));
        out.append(String.join(" ", parts));
        if (parts.isEmpty() && !simple.redirections().isEmpty()) {
            StringBuilder before = new StringBuilder(out);
            out.setLength(0);
            redirections(simple.redirections());
            out.replace(0, out.length(), before + out.substring(1));
            return;
        }
        redirections(simple.redirections());
    }

    private void redirections(List<Redirection> redirections) {
        for (Redirection redirection : redirections) {
            out.append(' ');
            redirection
                    .variable()
                    .ifPresent(name -> out.append('{').append(name).append('}'));
            boolean duplicates = redirection.operator() == Redirection.Operator.DUPLICATE_INPUT
                    || redirection.operator() == Redirection.Operator.DUPLICATE_OUTPUT;
            if (redirection.descriptor() >= 0) {
                out.append(redirection.descriptor());
            } else if (duplicates && redirection.variable().isEmpty()) {
                out.append(redirection.operator().defaultDescriptor());
            }
            out.append(redirection.operator().text());
            if (redirection.hereDocument().isPresent()) {
                HereDocument document = redirection.hereDocument().get();
                out.append(document.quoted() ? "'" + document.delimiter() + "'" : document.delimiter());
                documents.add(document);
            } else {
                out.append(duplicates ? "" : " ").append(redirection.target().source());
            }
        }
    }

    private void pipeline(Command.Pipeline pipeline) {
        if (pipeline.timing() != Command.Timing.NONE) {
            out.append(pipeline.timing() == Command.Timing.POSIX ? "time -p " : "time ");
        }
        if (pipeline.negated()) {
            out.append("! ");
        }
        for (int i = 0; i < pipeline.stages().size(); i++) {
            if (i > 0) {
                out.append(" | ");
            }
            command(pipeline.stages().get(i));
        }
    }

    private void sequence(Command.Sequence sequence) {
        List<Command.Item> items = sequence.items();
        for (int i = 0; i < items.size(); i++) {
            command(items.get(i).command());
            boolean last = i == items.size() - 1;
            out.append(items.get(i).background() ? " &" : last ? "" : ";");
            if (!last) {
                if (inFunction) {
                    flushDocuments();
                    newline();
                } else {
                    out.append(' ');
                }
            }
        }
    }

    /** A body on its own, indented lines, with the semicolon that bash puts behind it. */
    private void block(Command body) {
        if (!inFunction) {
            out.append(' ');
            command(body);
            out.append("; ");
            return;
        }
        indent += 4;
        newline();
        command(body);
        if (out.charAt(out.length() - 1) != '&') {
            out.append(';');
        }
        flushDocuments();
        indent -= 4;
        newline();
    }

    private void compound(Command command) {
        if (command instanceof Command.If it) {
            branches(it);
        } else if (command instanceof Command.Loop it) {
            out.append(it.until() ? "until " : "while ");
            command(it.condition());
            body(it.body());
        } else if (command instanceof Command.For it) {
            out.append("for ").append(it.name());
            out.append(it.words().map(words -> " in " + words(words)).orElse(" in \"$@\""));
            loopBody(it.body());
        } else if (command instanceof Command.Select it) {
            out.append("select ").append(it.name());
            out.append(it.words().map(words -> " in " + words(words)).orElse(" in \"$@\""));
            loopBody(it.body());
        } else if (command instanceof Command.ForArithmetic it) {
            out.append("for ((")
                    .append(it.start().source())
                    .append("; ")
                    .append(it.test().source())
                    .append("; ");
            out.append(it.step().source()).append("))");
            if (inFunction) {
                newline();
            } else {
                out.append("; ");
            }
            out.append("do");
            block(it.body());
            out.append("done");
        } else if (command instanceof Command.Case it) {
            cases(it);
        } else if (command instanceof Command.Conditional it) {
            out.append("[[ ").append(condition(it.expression())).append(" ]]");
        } else if (command instanceof Command.Arithmetic it) {
            out.append("((").append(it.expression().source()).append("))");
        } else if (command instanceof Command.Function it) {
            out.append("function ").append(it.name()).append(" () ");
            if (inFunction) {
                newline();
                functionBody(it.body());
            } else {
                command(it.body());
            }
        } else if (command instanceof Command.Coprocess it) {
            out.append("coproc ").append(it.name()).append(' ');
            command(it.body());
        }
    }

    private static String words(List<Word> words) {
        return words.stream().map(Word::source).collect(Collectors.joining(" "));
    }

    private void body(Command body) {
        out.append("; do");
        block(body);
        out.append("done");
    }

    private void loopBody(Command body) {
        out.append(';');
        if (inFunction) {
            newline();
        } else {
            out.append(' ');
        }
        out.append("do");
        block(body);
        out.append("done");
    }

    private void branches(Command.If command) {
        for (int i = 0; i < command.branches().size(); i++) {
            out.append(i == 0 ? "if " : "else\n");
            if (i > 0) {
                out.setLength(out.length() - "\n".length() - "else".length());
                out.append("elif ");
            }
            command(command.branches().get(i).condition());
            out.append("; then");
            block(command.branches().get(i).body());
        }
        if (command.otherwise().isPresent()) {
            out.append("else");
            block(command.otherwise().get());
        }
        out.append("fi");
    }

    private void cases(Command.Case command) {
        out.append("case ").append(command.subject().source()).append(" in ");
        indent += 4;
        for (Command.Clause clause : command.clauses()) {
            if (inFunction) {
                newline();
            }
            out.append(clause.patterns().stream().map(Word::source).collect(Collectors.joining(" | ")))
                    .append(')');
            indent += 4;
            if (clause.body().isPresent()) {
                if (inFunction) {
                    newline();
                } else {
                    out.append(' ');
                }
                command(clause.body().get());
            }
            flushDocuments();
            indent -= 4;
            if (inFunction) {
                newline();
            } else {
                out.append(' ');
            }
            out.append(clause.terminator().text());
            if (!inFunction) {
                out.append(' ');
            }
        }
        indent -= 4;
        if (inFunction) {
            newline();
        }
        out.append("esac");
    }

    private static String condition(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return "! " + condition(not.operand());
        }
        if (condition instanceof Condition.And and) {
            return condition(and.left()) + " && " + condition(and.right());
        }
        if (condition instanceof Condition.Or or) {
            return condition(or.left()) + " || " + condition(or.right());
        }
        if (condition instanceof Condition.Paren paren) {
            return "( " + condition(paren.inner()) + " )";
        }
        if (condition instanceof Condition.Unary unary) {
            return unary.operator() + " " + unary.operand().source();
        }
        Condition.Binary binary = (Condition.Binary) condition;
        return binary.left().source() + " " + binary.operator() + " "
                + binary.right().source();
    }
}
