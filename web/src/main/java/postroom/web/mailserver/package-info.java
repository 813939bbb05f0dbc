/** The mail server alone: a lab whose mailboxes are a folder of this machine. */
package postroom.web.mailserver;
