/**
 * The pretend internet of a chapter's lab: names, SMTP hosts with a manner each, and an attacker on call. All hosts are
 * data ({@code postroom/world}); what they have to remember is in the {@link postroom.labs.lab.internet.Spool}.
 */
package postroom.labs.lab.internet;
