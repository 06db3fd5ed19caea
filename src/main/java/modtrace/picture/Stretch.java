package modtrace.picture;

/**
 * A time of which something is missing.
 *
 * @param what is missing there, for people
 */
record Stretch(long from, long to, String what) {}
