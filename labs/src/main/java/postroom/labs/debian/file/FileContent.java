package postroom.labs.debian.file;

/** What {@code file} says of a content: by its first bytes, then by its shape as a text. */
final class FileContent {
    private final byte[] head;
    private final TextShape shape;
    private final Magic.Kind kind;

    /** {@code whole}: the bytes are all that the file has; {@code texts}: whether they may be a text. */
    FileContent(byte[] head, boolean whole, boolean texts) {
        this.head = head;
        this.shape = texts ? TextShape.of(head, whole) : null;
        Magic.Kind structured = shape == null ? null : Structured.of(shape.text());
        Magic.Kind magic = structured == null && head.length > 1 ? Magic.ofBytes(head) : structured;
        this.kind = magic == null && shape != null && head.length > 1 ? Magic.ofText(shape.text()) : magic;
    }

    String describe() {
        if (head.length == 0) {
            return "empty";
        }
        if (head.length == 1) {
            return "very short file (no magic)";
        }
        if (kind == null) {
            return shape == null ? "data" : shape.description(false);
        }
        return kind.described() && shape != null
                ? kind.name() + ", " + shape.description(kind.executable())
                : kind.name();
    }

    String type() {
        if (head.length == 0) {
            return "inode/x-empty";
        }
        return kind != null
                ? kind.mime()
                : shape == null || head.length == 1 ? "application/octet-stream" : "text/plain";
    }

    String charset() {
        return shape == null || head.length < 2 ? "binary" : shape.charset();
    }
}
