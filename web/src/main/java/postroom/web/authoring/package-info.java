/** For those who write a course: a course that lies in a folder, its beginnings, and looking at it while it is written. */
package postroom.web.authoring;
