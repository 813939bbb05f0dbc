/** A host's disk for those who look at it from outside, in a user's name: files, folders, mailboxes. */
package postroom.labs.lab.view;
