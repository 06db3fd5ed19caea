package modtrace.event;

/**
 * What a recorder writes into its own trace (trace_marker) where it was stopped, or emptied into a
 * file: of what happened before some is missing.
 */
public final class GapMark {
  /** What every such mark begins with. */
  public static final String TEXT = "modtrace: nothing is recorded ";

  private GapMark() {}
}
