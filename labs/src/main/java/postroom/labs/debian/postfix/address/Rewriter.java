package postroom.labs.debian.postfix.address;

import postroom.labs.debian.postfix.config.Parameters;

/**
 * Puts addresses into the form {@code user@fully.qualified.domain} ({@code trivial-rewrite(8)}): swap_bangpath,
 * allow_percent_hack, append_at_myorigin, append_dot_mydomain.
 */
public final class Rewriter {
    private final boolean bang;
    private final boolean percent;
    private final boolean atOrigin;
    private final boolean dotDomain;
    private final String origin;
    private final String domain;

    /** By these parameters. */
    public Rewriter(Parameters parameters) {
        this(parameters, parameters.myorigin(), parameters.get("mydomain"));
    }

    private Rewriter(Parameters parameters, String origin, String domain) {
        this.bang = parameters.bool("swap_bangpath");
        this.percent = parameters.bool("allow_percent_hack");
        this.atOrigin = parameters.bool("append_at_myorigin");
        this.dotDomain = parameters.bool("append_dot_mydomain");
        this.origin = origin;
        this.domain = domain;
    }

    /** The same for addresses in headers of a stranger's mail: remote_header_rewrite_domain. */
    public static Rewriter remote(Parameters parameters) {
        String domain = parameters.get("remote_header_rewrite_domain");
        return new Rewriter(parameters, domain, domain);
    }

    /** An address of local origin, in internal form. The null address stays as it is. */
    public String rewrite(String internal) {
        if (internal.isEmpty()) {
            return internal;
        }
        Address address = Address.of(withoutRoute(internal));
        if (address.domain() == null) {
            address = reparsed(address.local());
        }
        if (address.domain() != null
                && address.domain().isEmpty()
                && !address.local().isEmpty()) {
            address = new Address(address.local(), null);
        }
        if (address.domain() == null) {
            return atOrigin ? qualified(new Address(address.local(), origin)) : address.local();
        }
        return qualified(address);
    }

    private static String withoutRoute(String internal) {
        int colon = internal.startsWith("@") ? internal.indexOf(':') : -1;
        return colon < 0 ? internal : internal.substring(colon + 1);
    }

    /** {@code host!user} and {@code user%host}. */
    private Address reparsed(String local) {
        int mark = local.indexOf('!');
        if (bang && mark > 0) {
            return new Address(local.substring(mark + 1), local.substring(0, mark));
        }
        int sign = local.lastIndexOf('%');
        if (percent && sign > 0) {
            return new Address(local.substring(0, sign), local.substring(sign + 1));
        }
        return new Address(local, null);
    }

    private String qualified(Address address) {
        String name = address.domain();
        if (name.startsWith("[")) {
            return address.internal();
        }
        if (name.endsWith(".") && name.length() > 1) {
            return address.local() + "@" + name.substring(0, name.length() - 1);
        }
        return dotDomain && !name.isEmpty() && name.indexOf('.') < 0
                ? address.internal() + "." + domain
                : address.internal();
    }
}
