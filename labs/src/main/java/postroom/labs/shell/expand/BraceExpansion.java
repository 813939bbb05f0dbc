package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Word;
import postroom.labs.shell.syntax.WordPart;

/** {@code a{b,c}d} and {@code {1..9..2}}. Works before all else, on unquoted text. Source: bash(1), Brace Expansion. */
final class BraceExpansion {
    private static final int MAX_WORDS = 100_000;
    private static final int MAX_DEPTH = 50;

    private BraceExpansion() {}

    /** A character of unquoted text, or a part that is opaque here. */
    private record Atom(char c, WordPart part) {
        boolean is(char other) {
            return part == null && c == other;
        }
    }

    /** The words that a word stands for; itself if it has no braces. */
    static List<Word> expand(Word word) {
        if (!hasBrace(word)) {
            return List.of(word);
        }
        List<Word> words = new ArrayList<>();
        for (List<Atom> atoms : expand(atoms(word), 0)) {
            words.add(word(atoms, word.source()));
        }
        return words;
    }

    private static boolean hasBrace(Word word) {
        for (WordPart part : word.parts()) {
            if (part instanceof WordPart.Literal literal && literal.text().indexOf('{') >= 0) {
                return true;
            }
        }
        return false;
    }

    private static List<Atom> atoms(Word word) {
        List<Atom> atoms = new ArrayList<>();
        for (WordPart part : word.parts()) {
            if (part instanceof WordPart.Literal literal) {
                literal.text().chars().forEach(c -> atoms.add(new Atom((char) c, null)));
            } else {
                atoms.add(new Atom('\0', part));
            }
        }
        return atoms;
    }

    private static Word word(List<Atom> atoms, String source) {
        List<WordPart> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Atom atom : atoms) {
            if (atom.part == null) {
                text.append(atom.c);
            } else {
                if (text.length() > 0) {
                    parts.add(new WordPart.Literal(text.toString()));
                    text.setLength(0);
                }
                parts.add(atom.part);
            }
        }
        if (text.length() > 0) {
            parts.add(new WordPart.Literal(text.toString()));
        }
        return new Word(parts, source);
    }

    private static List<List<Atom>> expand(List<Atom> atoms, int depth) {
        if (depth > MAX_DEPTH) {
            return List.of(atoms);
        }
        for (int open = 0; open < atoms.size(); open++) {
            if (!atoms.get(open).is('{')) {
                continue;
            }
            int close = close(atoms, open);
            if (close < 0) {
                continue;
            }
            Optional<List<List<Atom>>> middle = alternatives(atoms.subList(open + 1, close), depth);
            if (middle.isPresent()) {
                return combine(atoms.subList(0, open), middle.get(), expand(tail(atoms, close + 1), depth + 1));
            }
        }
        return List.of(atoms);
    }

    private static List<Atom> tail(List<Atom> atoms, int from) {
        return atoms.subList(from, atoms.size());
    }

    private static int close(List<Atom> atoms, int open) {
        int depth = 0;
        for (int i = open; i < atoms.size(); i++) {
            if (atoms.get(i).is('{')) {
                depth++;
            } else if (atoms.get(i).is('}') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<List<Atom>> combine(List<Atom> before, List<List<Atom>> middle, List<List<Atom>> after) {
        if ((long) middle.size() * after.size() > MAX_WORDS) {
            throw new ShellError("brace expansion: failed to allocate memory for " + middle.size() + " elements");
        }
        List<List<Atom>> all = new ArrayList<>();
        for (List<Atom> m : middle) {
            for (List<Atom> a : after) {
                List<Atom> joined = new ArrayList<>(before.size() + m.size() + a.size());
                joined.addAll(before);
                joined.addAll(m);
                joined.addAll(a);
                all.add(joined);
            }
        }
        return all;
    }

    /** What stands between braces, or empty if they are plain characters. */
    private static Optional<List<List<Atom>>> alternatives(List<Atom> inner, int depth) {
        List<List<Atom>> pieces = new ArrayList<>();
        int level = 0;
        int from = 0;
        for (int i = 0; i < inner.size(); i++) {
            Atom atom = inner.get(i);
            level += atom.is('{') ? 1 : atom.is('}') ? -1 : 0;
            if (level == 0 && atom.is(',')) {
                pieces.add(inner.subList(from, i));
                from = i + 1;
            }
        }
        if (pieces.isEmpty()) {
            Optional<List<List<Atom>>> range = BraceRange.expand(text(inner)).map(BraceExpansion::asAtoms);
            if (range.isPresent()) {
                return range;
            }
            List<List<Atom>> nested = expand(inner, depth + 1);
            if (nested.size() == 1) {
                return Optional.empty();
            }
            return Optional.of(nested.stream().map(BraceExpansion::inBraces).toList());
        }
        pieces.add(inner.subList(from, inner.size()));
        List<List<Atom>> all = new ArrayList<>();
        for (List<Atom> piece : pieces) {
            all.addAll(expand(piece, depth + 1));
            if (all.size() > MAX_WORDS) {
                throw new ShellError("brace expansion: failed to allocate memory for " + all.size() + " elements");
            }
        }
        return Optional.of(all);
    }

    private static List<Atom> inBraces(List<Atom> inner) {
        List<Atom> all = new ArrayList<>();
        all.add(new Atom('{', null));
        all.addAll(inner);
        all.add(new Atom('}', null));
        return all;
    }

    /** The inner text, or nothing if a part of it is opaque. */
    private static String text(List<Atom> atoms) {
        StringBuilder text = new StringBuilder();
        for (Atom atom : atoms) {
            if (atom.part != null) {
                return "";
            }
            text.append(atom.c);
        }
        return text.toString();
    }

    private static List<List<Atom>> asAtoms(List<String> texts) {
        List<List<Atom>> all = new ArrayList<>();
        for (String text : texts) {
            boolean special = text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0));
            all.add(
                    special
                            ? List.of(new Atom('\0', new WordPart.Quoted(text)))
                            : text.chars()
                                    .mapToObj(c -> new Atom((char) c, null))
                                    .toList());
        }
        return all;
    }
}
