package modtrace.dat;

/**
 * A number out of a record, as trace-cmd has it: 64 bits, fields without their sign. What goes
 * wrong by that, such as {@code REC->ret < 0} of an int, goes wrong in trace-cmd report as well.
 */
interface PrintNumber {
  long of(CpuEvents event) throws DatException, UnknownPrintException;
}
