package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.pattern.Glob;
import postroom.labs.shell.pattern.Marked;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Assignment;
import postroom.labs.shell.syntax.Word;
import postroom.labs.shell.syntax.WordPart;

/**
 * Turns words into text: brace, tilde, parameter, command and arithmetic expansion, word splitting, pathname expansion,
 * quote removal, in this order. Source: bash(1), EXPANSION.
 */
public final class Expander {
    private static final int MAX_FIELDS = 1 << 20;
    private static final int MAX_DEPTH = 300;
    private final Environment environment;
    private final ParameterExpander parameters;
    private final Arrays arrays;
    private int depth;

    public Expander(Environment environment) {
        this.environment = environment;
        this.arrays = new Arrays(environment, this);
        this.parameters = new ParameterExpander(environment, this, arrays);
    }

    /** Array elements and arithmetic names. */
    public Arrays arrays() {
        return arrays;
    }

    /** The arguments that words make. */
    public List<String> fields(List<Word> words) {
        List<String> fields = new ArrayList<>();
        for (Word word : words) {
            fields(word, fields);
        }
        return fields;
    }

    /** Adds the arguments that one word makes. */
    public void fields(Word word, List<String> fields) {
        environment.step();
        List<Word> braced = environment.option("braceexpand") ? BraceExpansion.expand(word) : List.of(word);
        for (Word each : braced) {
            FieldBuilder builder = new FieldBuilder(true, ifs());
            parts(each.parts(), Context.WORD, builder);
            for (Marked field : builder.fields()) {
                pathnames(field, fields);
            }
            if (fields.size() > MAX_FIELDS) {
                throw new ShellError("xmalloc: cannot allocate memory");
            }
        }
    }

    private void pathnames(Marked field, List<String> fields) {
        boolean extended = environment.option("extglob");
        if (environment.option("noglob") || !Pattern.isPattern(field, extended)) {
            fields.add(field.text());
            return;
        }
        Glob.Options options = new Glob.Options(
                extended,
                environment.option("dotglob"),
                environment.option("nocaseglob"),
                environment.option("globstar"));
        List<String> found = new Glob(environment.files(), options, environment::step).expand(field);
        if (!found.isEmpty()) {
            fields.addAll(found);
        } else if (environment.option("failglob")) {
            throw new ShellError("no match: " + field.text());
        } else if (!environment.option("nullglob")) {
            fields.add(field.text());
        }
    }

    /** One text, neither split nor globbed: redirections, here-strings, the subject of {@code case}. */
    public String single(Word word) {
        FieldBuilder builder = new FieldBuilder(false, ifs());
        parts(word.parts(), Context.WORD, builder);
        return builder.text();
    }

    /** The right side of an assignment: as {@link #single}, with tildes behind colons. */
    public String value(Word word) {
        FieldBuilder builder = new FieldBuilder(false, ifs());
        parts(word.parts(), Context.ASSIGNMENT, builder);
        return builder.text();
    }

    /** The body of a here-document, or an arithmetic expression: everything is as between double quotes. */
    public String quotedText(Word word) {
        FieldBuilder builder = new FieldBuilder(false, ifs());
        parts(word.parts(), Context.QUOTED, builder);
        return builder.text();
    }

    /** Text that knows which of its characters are pattern characters. */
    public Marked pattern(Word word) {
        FieldBuilder builder = new FieldBuilder(false, ifs());
        parts(word.parts(), Context.WORD, builder);
        return builder.single();
    }

    /** A compiled pattern. */
    public Pattern compiled(Word word, boolean extended) {
        return Pattern.compile(pattern(word), extended, environment.option("nocasematch"));
    }

    /** A regular expression for {@code =~}, what was quoted behind backslashes. */
    public String regex(Word word) {
        Marked marked = pattern(word);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < marked.length(); i++) {
            int c = marked.points()[i];
            if (marked.quoted()[i] && "\\^$.|?*+()[]{}".indexOf(c) >= 0) {
                regex.append('\\');
            }
            regex.appendCodePoint(c);
        }
        return regex.toString();
    }

    /** The value of an arithmetic expression. */
    public long arithmetic(Word expression) {
        return arrays.evaluate(quotedText(expression));
    }

    /** The value of an arithmetic expression that is text already. */
    public long arithmetic(String expression) {
        return arrays.evaluate(expression);
    }

    String ifs() {
        return environment.variables().find("IFS").isEmpty()
                ? " \t\n"
                : environment.variables().get("IFS").orElse(" \t\n");
    }

    /** Where parts stand. */
    enum Context {
        /** A word of a command. */
        WORD,
        /** The value of an assignment. */
        ASSIGNMENT,
        /** The operand of <code>${v:-…}</code>: its unquoted text is split. */
        OPERAND,
        /** Between double quotes. */
        QUOTED
    }

    void parts(List<WordPart> parts, Context context, FieldBuilder builder) {
        if (++depth > MAX_DEPTH) {
            depth = 0;
            throw new ShellError("maximum expansion nesting level exceeded");
        }
        for (int i = 0; i < parts.size(); i++) {
            WordPart part = parts.get(i);
            if (part instanceof WordPart.Literal literal) {
                literal(literal.text(), i, parts, context, builder);
            } else {
                part(part, context, builder);
            }
        }
        depth--;
    }

    private void literal(String text, int index, List<WordPart> parts, Context context, FieldBuilder builder) {
        if (context == Context.QUOTED) {
            builder.quoted(text);
            return;
        }
        boolean last = index == parts.size() - 1;
        String rest = text;
        if (index == 0 && text.startsWith("~")) {
            rest = tilde(text, context, last, builder);
        } else if (index == 0 && context == Context.WORD && builder.splits()) {
            rest = assignmentLike(text, last, builder);
        }
        if (context == Context.ASSIGNMENT) {
            colons(rest, last, builder);
        } else if (context == Context.OPERAND) {
            builder.expanded(rest);
        } else {
            builder.literal(rest);
        }
    }

    /** In {@code name=~} and {@code name=a:~} as an argument the tilde is expanded, too. */
    private String assignmentLike(String text, boolean last, FieldBuilder builder) {
        int equals = text.indexOf('=');
        if (equals <= 0 || !isName(text.substring(0, equals)) || text.indexOf('~', equals) < 0) {
            return text;
        }
        builder.literal(text.substring(0, equals + 1));
        String value = text.substring(equals + 1);
        if (value.startsWith("~")) {
            value = tilde(value, Context.ASSIGNMENT, last, builder);
        }
        colons(value, last, builder);
        return "";
    }

    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private void colons(String text, boolean last, FieldBuilder builder) {
        int from = 0;
        for (int colon = text.indexOf(":~"); colon >= 0; colon = text.indexOf(":~", from)) {
            builder.literal(text.substring(from, colon + 1));
            String after = text.substring(colon + 1);
            String rest = tilde(after, Context.ASSIGNMENT, last, builder);
            from = text.length() - rest.length();
            if (rest.length() == after.length()) {
                builder.literal("~");
                from++;
            }
        }
        builder.literal(text.substring(from));
    }

    /** Expands the tilde that the text begins with; gives back what is left. */
    private String tilde(String text, Context context, boolean last, FieldBuilder builder) {
        int end = 1;
        while (end < text.length()
                && text.charAt(end) != '/'
                && !(context == Context.ASSIGNMENT && text.charAt(end) == ':')) {
            end++;
        }
        if (end == text.length() && !last) {
            return text;
        }
        Optional<String> home = home(text.substring(1, end));
        if (home.isEmpty()) {
            return text;
        }
        builder.quoted(home.get());
        return text.substring(end);
    }

    private Optional<String> home(String user) {
        return switch (user) {
            case "" -> {
                Optional<String> home = environment.variables().get("HOME");
                yield home.isPresent() ? home : environment.home("");
            }
            case "+" -> environment.variables().get("PWD");
            case "-" -> environment.variables().get("OLDPWD");
            default -> environment.home(user);
        };
    }

    private void part(WordPart part, Context context, FieldBuilder builder) {
        boolean quoted = context == Context.QUOTED;
        if (part instanceof WordPart.Quoted text) {
            builder.quoted(text.text());
        } else if (part instanceof WordPart.DoubleQuoted inner) {
            doubleQuoted(inner, builder);
        } else if (part instanceof WordPart.Parameter parameter) {
            parameters.expand(parameter, quoted, builder);
        } else if (part instanceof WordPart.CommandSubstitution substitution) {
            put(trimmed(environment.output(substitution.body())), quoted, builder);
        } else if (part instanceof WordPart.Backquoted backquoted) {
            put(trimmed(environment.output(backquoted.text())), quoted, builder);
        } else if (part instanceof WordPart.Arithmetic arithmetic) {
            put(Long.toString(arithmetic(arithmetic.expression())), quoted, builder);
        } else if (part instanceof WordPart.ProcessSubstitution substitution) {
            builder.quoted(environment.processSubstitution(substitution.reads(), substitution.body()));
        } else if (part instanceof WordPart.BadSubstitution bad) {
            throw new ShellError(bad.source() + ": bad substitution");
        } else if (part instanceof WordPart.Declared declared) {
            declared(declared.assignment(), builder);
        }
    }

    /** A declaring builtin's {@code name=value} that is taken as text; array literals are handled by the interpreter. */
    private void declared(Assignment assignment, FieldBuilder builder) {
        if (assignment.value() instanceof Assignment.Scalar scalar) {
            String subscript =
                    assignment.subscript().map(s -> "[" + single(s) + "]").orElse("");
            builder.quoted(assignment.name() + subscript + (assignment.append() ? "+=" : "=") + value(scalar.word()));
        } else {
            builder.quoted(assignment.source());
        }
    }

    private void doubleQuoted(WordPart.DoubleQuoted quoted, FieldBuilder builder) {
        if (quoted.parts().isEmpty()) {
            builder.quoted("");
            return;
        }
        for (WordPart part : quoted.parts()) {
            if (part instanceof WordPart.Literal literal) {
                builder.quoted(literal.text());
            } else {
                part(part, Context.QUOTED, builder);
            }
        }
    }

    static void put(String text, boolean quoted, FieldBuilder builder) {
        if (quoted) {
            builder.quoted(text);
        } else {
            builder.expanded(text);
        }
    }

    private static String trimmed(String output) {
        int end = output.length();
        while (end > 0 && output.charAt(end - 1) == '\n') {
            end--;
        }
        return output.substring(0, end);
    }
}
