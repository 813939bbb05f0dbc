package postroom.labs.debian.postfix.address;

/**
 * Where a recipient goes.
 *
 * @param transport the service of master.cf that delivers
 * @param nexthop host, domain or text for it
 * @param recipient the address that it gets
 * @param domainClass to which class of domains it belongs (ADDRESS_CLASS_README)
 * @param routed the address had a second {@code @}, {@code %} or {@code !} behind one of ours
 */
public record Resolution(String transport, String nexthop, String recipient, DomainClass domainClass, boolean routed) {
    /** The address classes. */
    public enum DomainClass {
        LOCAL,
        VIRTUAL_ALIAS,
        VIRTUAL_MAILBOX,
        RELAY,
        DEFAULT
    }

    /** This host is the last one for the domain. */
    public boolean isFinal() {
        return domainClass != DomainClass.RELAY && domainClass != DomainClass.DEFAULT;
    }
}
