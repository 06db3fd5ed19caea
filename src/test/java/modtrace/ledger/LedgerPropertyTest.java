package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.TraceItem;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.holder.TraceHolders;
import modtrace.ledger.World.Laws;
import org.junit.jupiter.api.Test;

/** Random worlds, and what the ledger may say of them. */
class LedgerPropertyTest {
  private static final int SEEDS = 500;
  private static final int BURSTS = 40;
  private static final CallSites CALL_SITES = CallSites.load();

  /** What must be true whenever the world is quiet. */
  private interface Property {
    void check(World world, Account account, Answer answer, Map<String, Integer> taken);
  }

  @Test
  void theHoldersAreTheTrueOnesWhereNothingIsHandedOverOrLost() {
    forAll(new Laws(false, false), LedgerPropertyTest::isExact);
  }

  @Test
  void theCountIsTheTrueOneWhereNothingIsLost() {
    forAll(new Laws(true, false), LedgerPropertyTest::countsRight);
  }

  @Test
  void nobodyIsNamedWhoCannotHoldWhateverIsHandedOverOrLost() {
    forAll(new Laws(true, true), LedgerPropertyTest::isPossible);
  }

  private static void isExact(
      World world, Account account, Answer answer, Map<String, Integer> taken) {
    countsRight(world, account, answer, taken);
    assertEquals(0, answer.unexplained());
    assertEquals(0, answer.possible().size());
    Map<String, Integer> named = new TreeMap<>();
    answer.holders().forEach(holder -> named.put(name(holder), holder.references()));
    assertEquals(world.holders(answer.module()), named);
  }

  private static void countsRight(
      World world, Account account, Answer answer, Map<String, Integer> taken) {
    isPossible(world, account, answer, taken);
    assertEquals(world.useCount(answer.module()), answer.useCount());
    assertEquals(0, answer.gaps());
  }

  private static void isPossible(
      World world, Account account, Answer answer, Map<String, Integer> taken) {
    assertTrue(answer.explained() >= 0 && answer.prior() >= 0 && answer.unexplained() >= 0);
    assertTrue(account.untraced() >= 0 && account.missingPuts() >= 0);
    int named = 0;
    for (Holder holder : answer.holders()) {
      named += holder.references();
      assertTrue(holder.references() >= 1 && holder.references() <= holder.most());
      String who = account.module() + " " + name(holder);
      assertTrue(holder.most() <= taken.getOrDefault(who, 0) || isDependant(holder), who);
    }
    assertEquals(answer.explained(), named);
    assertTrue(named <= answer.useCount());
  }

  /** A module of the simulation holds one reference on its base while it is loaded. */
  private static boolean isDependant(Holder holder) {
    return (holder.kind() == Kind.MODULE || holder.kind() == Kind.LOAD) && holder.most() >= 1;
  }

  private static String name(Holder holder) {
    return switch (holder.kind()) {
      case PROCESS -> "process " + holder.pid();
      case MODULE -> "module " + holder.name();
      case MOUNT -> "mount " + Objects.requireNonNull(holder.acquirer()).pid();
      default -> holder.kind().word();
    };
  }

  /** Tries many worlds; fails with the seed and the length of the shortest history that breaks. */
  private static void forAll(Laws laws, Property property) {
    int bursts = BURSTS;
    AssertionError failure = null;
    for (long seed = 0; seed < SEEDS && bursts > 0; seed++) {
      for (int broken = run(seed, laws, bursts, property); broken > 0; broken = 0) {
        bursts = broken - 1;
        failure = failure(seed, laws, broken, property);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** After how many bursts the property broke; 0 where it held. */
  private static int run(long seed, Laws laws, int bursts, Property property) {
    World world = new World(seed, laws);
    var ledger = new Ledger(module -> true, CALL_SITES);
    Map<String, Integer> taken = new HashMap<>();
    for (int burst = 1; burst <= bursts; burst++) {
      for (TraceItem item : world.burst()) {
        count(item, taken);
        ledger.add(item);
      }
      ledger.settle();
      try {
        check(world, ledger, property, taken);
      } catch (AssertionError | RuntimeException e) {
        return burst;
      }
    }
    return 0;
  }

  private static void check(
      World world, Ledger ledger, Property property, Map<String, Integer> taken) {
    for (Account account : ledger.accounts()) {
      if (account.isCounted()) {
        Answer answer = new TraceHolders(CALL_SITES).answer(account, ledger.losses());
        property.check(world, account, answer, taken);
      }
    }
  }

  private static AssertionError failure(long seed, Laws laws, int bursts, Property property) {
    World world = new World(seed, laws);
    var ledger = new Ledger(module -> true, CALL_SITES);
    Map<String, Integer> taken = new HashMap<>();
    var history = new StringBuilder("seed " + seed + ", " + bursts + " bursts, " + laws);
    for (int burst = 1; burst <= bursts; burst++) {
      for (TraceItem item : world.burst()) {
        history.append('\n').append(item);
        count(item, taken);
        ledger.add(item);
      }
      history.append("\n--");
      ledger.settle();
    }
    try {
      check(world, ledger, property, taken);
      return new AssertionError(history.toString());
    } catch (AssertionError | RuntimeException e) {
      return new AssertionError(history + "\n" + e.getMessage(), e);
    }
  }

  private static void count(TraceItem item, Map<String, Integer> taken) {
    if (item instanceof Counted get && get.type() == Type.GET) {
      String who = get.module() + " %s " + get.origin().task().pid();
      taken.merge(who.formatted("process"), 1, Integer::sum);
      taken.merge(who.formatted("mount"), 1, Integer::sum);
    }
  }
}
