package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import modtrace.event.TraceItem;
import modtrace.holder.Answer;
import modtrace.holder.TraceHolders;
import modtrace.ledger.Account;
import modtrace.ledger.CallSites;
import modtrace.ledger.Changes;
import modtrace.ledger.Ledger;
import modtrace.picture.Page;
import modtrace.picture.Perfetto;
import modtrace.picture.Picture;
import modtrace.picture.Timeline;

/** {@code modtrace report --html}, {@code --svg}, {@code --perfetto}: a recording over time. */
final class PictureReport {
  /** The ways of drawing; each has a file, or {@code -}. */
  enum Form {
    HTML,
    SVG,
    PERFETTO
  }

  private final Form form;
  private final TraceInput recording;
  private final DrawnFile file;
  private final Talk talk;

  PictureReport(Form form, TraceInput recording, DrawnFile file, Talk talk) {
    this.form = form;
    this.recording = recording;
    this.file = file;
    this.talk = talk;
  }

  /**
   * @param modules that are drawn; all, where none is named
   * @throws Failure when it cannot be read, or written
   */
  void draw(Set<String> modules) throws IOException {
    try {
      if (form == Form.PERFETTO) {
        perfetto(modules);
      } else {
        picture(modules);
      }
    } catch (UncheckedIOException e) {
      throw file.failed(Objects.requireNonNull(e.getCause()));
    }
    file.finish();
  }

  private void perfetto(Set<String> modules) {
    try (var tracks = new Perfetto(file.stream())) {
      Ledger ledger = read(new LedgerReader(recording, talk), modules, tracks, tracks::see);
      ledger.accounts().forEach(tracks::end);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private void picture(Set<String> modules) throws IOException {
    var timeline = new Timeline();
    var reader = new LedgerReader(recording, talk);
    Ledger ledger = read(reader, modules, timeline, timeline::see);
    timeline.end();
    var holders = new TraceHolders(CallSites.load());
    List<Answer> answers = new ArrayList<>();
    for (Account account : timeline.accounts()) {
      if (account.isCounted()) {
        answers.add(holders.answer(account, ledger.losses()));
      }
    }
    answers.sort((one, other) -> Boolean.compare(other.isHeld(), one.isHeld()));
    List<String> caveats = new ArrayList<>(reader.caveats());
    if (answers.isEmpty() && !ledger.losses().isNone()) {
      caveats.add(
          "the trace lost events (" + ledger.losses() + "): there may have been gets and puts");
    }
    String drawn =
        form == Form.SVG
            ? new Picture(timeline, answers).svg()
            : new Page(recording.name(), timeline, answers, caveats, Version.words()).html();
    try {
      file.stream().write(drawn.getBytes(UTF_8));
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private Ledger read(
      LedgerReader reader, Set<String> modules, Changes changes, Consumer<TraceItem> seen) {
    var ledger =
        new Ledger(name -> modules.isEmpty() || modules.contains(name), CallSites.load(), changes);
    reader.read(() -> recording.aboutAny(modules), ledger, seen);
    return ledger;
  }
}
