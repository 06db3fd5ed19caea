package modtrace.event;

/**
 * What a reader has met up to now.
 *
 * @param cpus how many CPUs the trace says it covers, 0 where it does not say
 * @param moduleEvents events of the module system, those that were asked for or not
 * @param otherEvents events of other systems, passed over
 * @param unparsed lines that are no trace lines
 * @param firstUnparsed number of the first of them, from 1; 0 when there is none
 */
public record TraceTally(
    int cpus, long moduleEvents, long otherEvents, long unparsed, long firstUnparsed) {}
