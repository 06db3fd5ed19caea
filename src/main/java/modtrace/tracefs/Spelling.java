package modtrace.tracefs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known words a misspelt one may mean, by the number of letters to change. */
public final class Spelling {
  private static final int SUGGESTIONS = 3;
  private static final int LEAST_TOLERANCE = 2;

  private Spelling() {}

  /** The nearest known words, best first; none when all are far. */
  public static List<String> near(String word, Collection<String> known) {
    int tolerance = Math.max(LEAST_TOLERANCE, word.length() / 3);
    return known.stream()
        .map(name -> new Candidate(name, distance(word, name)))
        .filter(candidate -> candidate.distance <= tolerance)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(SUGGESTIONS)
        .map(Candidate::name)
        .toList();
  }

  /** Levenshtein distance, where two neighbours swapped count as one (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }

  private record Candidate(String name, int distance) {}
}
