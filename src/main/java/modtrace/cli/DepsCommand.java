package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.depmod.InstalledKernel;
import modtrace.depmod.Match;
import modtrace.depmod.ModuleDeps;
import modtrace.proc.LoadedModules;
import modtrace.render.DepsJson;
import modtrace.render.DepsLines;
import modtrace.tracefs.Spelling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code modtrace deps MODULE...}: what it needs, in which order it is loaded, what needs it. */
final class DepsCommand implements Callable<Integer> {
  /** Longer names are no misspelt ones. */
  private static final int LONGEST_SPELT = 64;

  private final Values modules =
      Values.positional(
          () ->
              PositionalParamSpec.builder()
                  .arity("1..*")
                  .required(true)
                  .paramLabel("MODULE")
                  .description(
                      "Module to ask about, its .ko file, or an alias such as fs-xfs; - and _ are the same."),
          new LookupName());
  private final Value<String> release =
      Value.of(
          new ReleaseName(),
          "RELEASE",
          "The modules of this kernel, not of the running one.",
          "-k",
          "--kernel");
  private final Value<String> baseDir =
      Value.of("DIR", "Where lib/modules and etc/modprobe.d are, not /.", "-b", "--basedir");
  private final Flag json = Verb.json();
  private final Value<String> color = TerminalLook.color();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  DepsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("deps", this)
        .synopsis("modtrace deps MODULE... [-k RELEASE] [-b DIR] [--json] [--color WHEN] [-v]")
        .description(
            "Tell what a module needs, in which order modprobe loads it, and what needs it.")
        .takes(modules, release, baseDir, json, color, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    int worst = ExitCode.OK;
    try {
      InstalledKernel kernel = kernel();
      LoadedModules loaded = loaded(kernel);
      boolean first = true;
      for (String asked : modules.get()) {
        Match match = kernel.lookup(asked);
        if (match.modules().isEmpty()) {
          talk.error(unknown(asked, kernel));
          worst = ExitCode.CANNOT_TELL;
        }
        for (String module : match.modules()) {
          if (!first && !json.isGiven()) {
            out.line("");
          }
          first = false;
          print(new ModuleDeps(asked, match.how(), module, kernel, loaded), out, talk);
        }
      }
    } catch (UncheckedIOException | IOException e) {
      throw new Failure(
          ExitCode.CANNOT_TELL, "cannot read what depmod wrote: " + e.getMessage(), e);
    }
    out.flush();
    return worst;
  }

  private void print(ModuleDeps deps, Out out, Talk talk) {
    if (!deps.how().isEmpty() && deps.kernel().isBlacklisted(deps.module())) {
      talk.warn(deps.module() + " is blacklisted: modprobe " + deps.asked() + " passes over it");
    }
    if (json.isGiven()) {
      out.json(generator -> DepsJson.write(generator, deps));
    } else {
      DepsLines.of(deps, TerminalLook.of(invocation, color)).forEach(out::line);
    }
  }

  private InstalledKernel kernel() throws IOException {
    String wanted = release.getOr("");
    Path root = root();
    if (wanted.isEmpty()) {
      wanted = running();
    }
    InstalledKernel kernel = InstalledKernel.read(root, wanted);
    if (kernel == null) {
      List<String> others = InstalledKernel.releases(root);
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "there is no "
              + root.resolve("lib/modules").resolve(wanted).resolve("modules.dep")
              + (others.isEmpty()
                  ? ": run depmod, or give another -b"
                  : ": give -k one of " + String.join(", ", others)));
    }
    return kernel;
  }

  private Path root() {
    String given = baseDir.get();
    return given == null ? invocation.root() : Path.of(given);
  }

  private String running() throws IOException {
    return Files.readString(invocation.proc().resolve("sys/kernel/osrelease"), UTF_8).strip();
  }

  /** Null where the modules are not those of the running kernel. */
  private @Nullable LoadedModules loaded(InstalledKernel kernel) throws IOException {
    boolean here = root().toAbsolutePath().normalize().equals(invocation.root().toAbsolutePath());
    return here && kernel.release().equals(running())
        ? LoadedModules.read(invocation.proc())
        : null;
  }

  private static String unknown(String asked, InstalledKernel kernel) {
    List<String> near =
        asked.length() > LONGEST_SPELT
            ? List.of()
            : Spelling.near(
                asked.replace('-', '_'),
                kernel.names().stream().filter(name -> name.length() <= LONGEST_SPELT).toList());
    return "there is no module or alias "
        + asked
        + " for kernel "
        + kernel.release()
        + (near.isEmpty()
            ? " (depmod -a makes a new one known)"
            : " (near: " + String.join(", ", near) + ")");
  }
}
