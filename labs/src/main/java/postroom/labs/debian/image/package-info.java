/** What a host's disk begins with and what packages put on it: the resources, the manifests, the one who lays them down. */
package postroom.labs.debian.image;
