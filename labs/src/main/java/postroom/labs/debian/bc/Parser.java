package postroom.labs.debian.bc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.bc.Token.Kind;

/**
 * Reads a program and translates it, statement by statement; what is complete is run at once. After an error it goes on as
 * the real one's grammar does: with the next line, or inside braces with the next statement.
 */
final class Parser {
    private final Lexer lexer;
    private final Complaints complaints;
    private final Code code;
    private final Machine machine;
    private final Expressions expressions;
    private Token token;
    private int shifted = 3;
    private int depth;

    /** A token that does not fit. */
    static final class SyntaxError extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxError() {
            super("syntax error", null, false, false);
        }
    }

    Parser(Lexer lexer, Complaints complaints, Code code, Machine machine) {
        this.lexer = lexer;
        this.complaints = complaints;
        this.code = code;
        this.machine = machine;
        this.expressions = new Expressions(this, complaints, code);
    }

    // ---- tokens --------------------------------------------------------------------------------------

    Token token() throws IOException {
        if (token == null) {
            token = lexer.next();
        }
        return token;
    }

    boolean at(Kind kind) throws IOException {
        return token().is(kind);
    }

    boolean atSign(char sign) throws IOException {
        return token().isSign(sign);
    }

    String take() throws IOException {
        String text = token().text();
        token = null;
        shifted++;
        return text;
    }

    String need(Kind kind) throws IOException, SyntaxError {
        if (!at(kind)) {
            throw new SyntaxError();
        }
        return take();
    }

    void needSign(char sign) throws IOException, SyntaxError {
        if (!atSign(sign)) {
            throw new SyntaxError();
        }
        take();
    }

    /** Bounds what students nest. */
    void enter() throws IOException, SyntaxError {
        if (++depth > 500) {
            depth = 0;
            complaints.plain("memory exhausted");
            throw new SyntaxError();
        }
    }

    void leave() {
        depth--;
    }

    // ---- the program ---------------------------------------------------------------------------------

    /** To the end of all input. */
    void program() throws IOException {
        while (!at(Kind.END)) {
            if (at(Kind.DEFINE)) {
                try {
                    function();
                    run();
                } catch (SyntaxError e) {
                    if (!reported()) {
                        return;
                    }
                    afterError();
                }
            } else if (!line()) {
                return;
            }
        }
    }

    /** A line of statements; false if the input has ended within it. */
    private boolean line() throws IOException {
        try {
            while (true) {
                if (at(Kind.NEWLINE)) {
                    take();
                    run();
                    return true;
                }
                if (atSign(';')) {
                    take();
                } else {
                    statement();
                    if (!at(Kind.NEWLINE) && !atSign(';')) {
                        throw new SyntaxError();
                    }
                }
            }
        } catch (SyntaxError e) {
            return reported() && afterError();
        }
    }

    /** Says that something is wrong, unless it just did; false at the end of input. */
    private boolean reported() throws IOException {
        depth = 0;
        if (shifted >= 3) {
            complaints.error("syntax error");
        } else if (shifted == 0 && !at(Kind.END)) {
            token = null;
        }
        shifted = 0;
        return !at(Kind.END);
    }

    /** Looks for the end of the line or a statement to go on with. */
    private boolean afterError() throws IOException {
        while (!at(Kind.NEWLINE) && !beginsStatement()) {
            if (at(Kind.END)) {
                return false;
            }
            token = null;
        }
        if (at(Kind.NEWLINE)) {
            take();
            shifted = 3;
            code.begin();
            complaints.forget();
            return true;
        }
        return line();
    }

    private boolean beginsStatement() throws IOException {
        Token it = token();
        return switch (it.kind()) {
            case STRING,
                    NAME,
                    NUMBER,
                    NOT,
                    STEP,
                    BREAK,
                    QUIT,
                    LENGTH,
                    RETURN,
                    FOR,
                    IF,
                    WHILE,
                    SQRT,
                    SCALE,
                    IBASE,
                    OBASE,
                    READ,
                    RANDOM,
                    HALT,
                    LAST,
                    HISTORY,
                    WARRANTY,
                    CONTINUE,
                    PRINT,
                    LIMITS -> true;
            case SIGN -> it.isSign('-') || it.isSign('(') || it.isSign('{');
            default -> false;
        };
    }

    private void run() throws IOException {
        if (!complaints.hadError() && code.isAny()) {
            machine.run();
        }
        complaints.forget();
        if (code.isAny()) {
            code.begin();
        }
    }

    // ---- statements ----------------------------------------------------------------------------------

    private void newLineMayCome() throws IOException {
        if (at(Kind.NEWLINE)) {
            take();
            complaints.extension("newline not allowed");
        }
    }

    private void statement() throws IOException, SyntaxError {
        enter();
        Token it = token();
        switch (it.kind()) {
            case WARRANTY -> {
                take();
                machine.warranty();
            }
            case LIMITS -> {
                take();
                machine.limits();
            }
            case STRING -> {
                code.add("w");
                code.string(take());
            }
            case BREAK -> {
                take();
                jump(code.breakLabel, "Break outside a for/while");
            }
            case CONTINUE -> {
                take();
                complaints.extension("Continue statement");
                jump(code.continueLabel, "Continue outside a for");
            }
            case QUIT -> machine.quit();
            case HALT -> {
                take();
                code.add("h");
            }
            case RETURN -> returns();
            case FOR -> loop();
            case IF -> branch();
            case WHILE -> repeat();
            case PRINT -> print();
            default -> {
                if (it.isSign('{')) {
                    take();
                    block();
                } else {
                    printed();
                }
            }
        }
        leave();
    }

    private void printed() throws IOException, SyntaxError {
        int kind = expressions.any();
        if ((kind & Expressions.COMPARISON) != 0) {
            complaints.extension("comparison in expression");
        }
        code.add((kind & Expressions.VALUE) != 0 ? "W" : "p");
    }

    private void jump(int label, String complaint) throws IOException {
        if (label == 0) {
            complaints.error(complaint);
        } else {
            code.jump('J', label);
        }
    }

    /** Statements up to the closing brace, which is taken. */
    private void block() throws IOException, SyntaxError {
        boolean fresh = true;
        while (!atSign('}')) {
            try {
                if (at(Kind.NEWLINE)) {
                    take();
                    fresh = true;
                } else if (atSign(';')) {
                    take();
                    fresh = true;
                } else if (fresh) {
                    statement();
                    fresh = false;
                } else {
                    throw new SyntaxError();
                }
            } catch (SyntaxError e) {
                if (!reported()) {
                    throw e;
                }
                while (!beginsStatement()) {
                    if (at(Kind.END)) {
                        throw e;
                    }
                    token = null;
                }
                fresh = true;
            }
        }
        take();
    }

    private void returns() throws IOException, SyntaxError {
        take();
        boolean empty = !beginsStatement() || at(Kind.STRING);
        if (empty) {
            code.add("0");
            token();
        } else {
            int kind = expressions.any();
            if ((kind & Expressions.COMPARISON) != 0) {
                complaints.extension("comparison in return expression");
            }
            if ((kind & Expressions.PARENTHESES) == 0) {
                complaints.extension("return expression requires parenthesis");
            }
            if ((kind & Expressions.VOID) != 0) {
                complaints.error("return requires non-void expression");
            }
        }
        if (code.current == 0) {
            complaints.error("Return outside of a function.");
        } else if (!empty && code.names().function(code.current).isVoid) {
            complaints.error("Return expression in a void function.");
        }
        code.add("R");
    }

    private int optional(char end, String which) throws IOException, SyntaxError {
        if (atSign(end)) {
            complaints.extension("Missing expression in for statement");
            return Expressions.EMPTY;
        }
        int kind = expressions.any();
        if ((kind & Expressions.COMPARISON) != 0 && !which.equals("second")) {
            complaints.extension("Comparison in " + which + " for expression");
        }
        if ((kind & Expressions.VOID) != 0) {
            complaints.error(which + " expression is void");
        }
        return kind;
    }

    private void loop() throws IOException, SyntaxError {
        take();
        int outerBreak = code.breakLabel;
        code.breakLabel = code.newLabel();
        needSign('(');
        int first = optional(';', "first");
        if (first != Expressions.EMPTY) {
            code.add("p");
        }
        needSign(';');
        int test = code.newLabel();
        code.label(test);
        if (optional(';', "second") == Expressions.EMPTY) {
            code.add("1");
        }
        needSign(';');
        int body = code.newLabel();
        code.jump('B', body);
        code.jump('J', code.breakLabel);
        int outerContinue = code.continueLabel;
        code.continueLabel = code.newLabel();
        code.label(code.continueLabel);
        if (optional(')', "third") != Expressions.EMPTY) {
            code.add("p");
        }
        code.jump('J', test);
        code.label(body);
        needSign(')');
        newLineMayCome();
        statement();
        code.jump('J', code.continueLabel);
        code.label(code.breakLabel);
        code.breakLabel = outerBreak;
        code.continueLabel = outerContinue;
    }

    private void branch() throws IOException, SyntaxError {
        take();
        needSign('(');
        if ((expressions.any() & Expressions.VOID) != 0) {
            complaints.error("void expression");
        }
        needSign(')');
        int label = code.newLabel();
        code.jump('Z', label);
        newLineMayCome();
        statement();
        if (at(Kind.ELSE)) {
            take();
            complaints.extension("else clause in if statement");
            int end = code.newLabel();
            code.jump('J', end);
            code.label(label);
            label = end;
            newLineMayCome();
            statement();
        }
        code.label(label);
    }

    private void repeat() throws IOException, SyntaxError {
        take();
        int outerContinue = code.continueLabel;
        code.continueLabel = code.newLabel();
        code.label(code.continueLabel);
        needSign('(');
        if ((expressions.any() & Expressions.VOID) != 0) {
            complaints.error("void expression");
        }
        int outerBreak = code.breakLabel;
        code.breakLabel = code.newLabel();
        code.jump('Z', code.breakLabel);
        needSign(')');
        newLineMayCome();
        statement();
        code.jump('J', code.continueLabel);
        code.label(code.breakLabel);
        code.breakLabel = outerBreak;
        code.continueLabel = outerContinue;
    }

    private void print() throws IOException, SyntaxError {
        take();
        complaints.extension("print statement");
        while (true) {
            if (at(Kind.STRING)) {
                code.add("O");
                code.string(take());
            } else {
                if ((expressions.any() & Expressions.VOID) != 0) {
                    complaints.error("void expression in print");
                }
                code.add("P");
            }
            if (!atSign(',')) {
                return;
            }
            take();
        }
    }

    // ---- functions -----------------------------------------------------------------------------------

    private void function() throws IOException, SyntaxError {
        take();
        boolean isVoid = at(Kind.VOID);
        if (isVoid) {
            take();
            complaints.extension("void functions");
        }
        String name = need(Kind.NAME);
        needSign('(');
        List<Function.Variable> parameters = atSign(')') ? new ArrayList<>() : variables();
        needSign(')');
        newLineMayCome();
        needSign('{');
        int lines = 0;
        while (at(Kind.NEWLINE)) {
            take();
            lines++;
            if (lines > 1) {
                complaints.extension("Too many end of lines");
            }
        }
        if (lines == 0) {
            complaints.extension("End of line required");
        }
        List<Function.Variable> automatic = new ArrayList<>();
        if (at(Kind.AUTO)) {
            take();
            automatic = variables();
            if (!at(Kind.NEWLINE) && !atSign(';')) {
                throw new SyntaxError();
            }
            take();
        }
        check(parameters, automatic);
        expressions.remark(name);
        code.beginFunction(name, isVoid, parameters, automatic);
        block();
        code.endFunction();
    }

    private List<Function.Variable> variables() throws IOException, SyntaxError {
        List<Function.Variable> all = new ArrayList<>();
        while (true) {
            boolean byReference = atSign('*') || atSign('&');
            if (byReference) {
                take();
            }
            String name = need(Kind.NAME);
            expressions.remark(name);
            if (byReference || atSign('[')) {
                needSign('[');
                needSign(']');
                all.add(new Function.Variable(-code.names().array(name), byReference));
                if (byReference) {
                    complaints.extension("Call by variable arrays");
                }
            } else {
                all.add(new Function.Variable(code.names().variable(name), false));
            }
            if (!atSign(',')) {
                return all;
            }
            take();
        }
    }

    private void check(List<Function.Variable> parameters, List<Function.Variable> automatic) throws IOException {
        Set<Integer> seen = new HashSet<>();
        for (Function.Variable each : parameters) {
            if (!seen.add(each.number())) {
                complaints.error("duplicate parameter names");
            }
            if (each.byReference()) {
                complaints.extension("Variable array parameter");
            }
        }
        Set<Integer> own = new HashSet<>();
        for (Function.Variable each : automatic) {
            if (!own.add(each.number())) {
                complaints.error("duplicate auto variable names");
            }
            if (each.byReference()) {
                complaints.error("* not allowed here");
            }
            if (seen.contains(each.number())) {
                complaints.error("variable in both parameter and auto lists");
            }
        }
    }
}
