package lucida.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lucida.core.PlainText;
import lucida.judge.people.StudyKey;
import lucida.judge.people.TrialKind;
import lucida.judge.results.PeopleTable;
import lucida.judge.results.SummaryFiles;
import lucida.judge.statistics.Interval;

/**
 * A study with people in plain text.
 *
 * @param folder that the files are in
 */
record StudyText(Path folder) {
  private static final double SECONDS_EACH = 5;

  /** What was made. */
  String made(StudyKey key) {
    List<String> lines = new ArrayList<>();
    lines.add("study %s: %d trials, some %s for each person".formatted(key.study(), key.trials().size(),
        ProgressLine.time(SECONDS_EACH * key.trials().size())));
    for (TrialKind kind : TrialKind.values()) {
      int n = key.of(kind).size();
      if (n > 0) lines.add("%5d  %-8s  %s".formatted(n, kind, String.join(", ", key.methods(kind))).stripTrailing());
    }
    lines.add("wrote key.json to " + PlainText.of(folder + ", to be kept: it has what is right; give people "
        + folder.resolve("study.html")));
    lines.add("then: lucida study --score FILE… for the files that they save");
    return String.join(System.lineSeparator(), lines);
  }

  /** What was answered. */
  String scored(PeopleTable table) {
    int people = table.counted().size();
    List<String> lines = new ArrayList<>();
    lines.add(people + (people == 1 ? " person" : " people") + ", " + table.key().trials().size() + " trials each"
        + beside(table.key()));
    for (TrialKind kind : List.of(TrialKind.OBJECT, TrialKind.NETWORK)) {
      if (table.key().of(kind).isEmpty()) continue;
      boolean areNetworks = kind == TrialKind.NETWORK;
      double scale = areNetworks ? 1 : 100;
      lines.add("");
      if (areNetworks) lines.add(table.key().accuracy());
      lines.add(areNetworks ? "how much people are for it, −2 to 2" : "which object is explained: right, %");
      lines.add("  %-24s%-10s%-22s%-12s%s".formatted("method", "trials", "mean", "by energy", "p against guessing"));
      for (PeopleTable.Measured of : table.measured(kind))
        lines.add("  %-24s%-10s%-22s%-12s%s".formatted(of.method(), of.trials(), shown(scale * of.mean(), of.interval(), scale),
            Double.isNaN(of.ofEnergy()) ? "–" : SummaryFiles.shown(scale * of.ofEnergy()), p(of.p())));
    }
    lines.add("");
    PeopleTable.Agreement all = table.agreements().getFirst();
    lines.add(people < 2
        ? "of one person there is no agreement, and no p over people"
        : (people == 2 ? "Cohen's" : "Fleiss'") + " kappa of what people chose: " + shown(all.kappa(), all.interval(), 1));
    lines.add("wrote answers.csv, results.json and plots to " + PlainText.of(folder + "; open " + folder.resolve("results.html")));
    return String.join(System.lineSeparator(), lines);
  }

  /** Trials that no method is measured by. */
  private static String beside(StudyKey key) {
    int training = key.of(TrialKind.TRAINING).size(), checks = key.of(TrialKind.CHECK).size();
    return training + checks == 0 ? "" : ", " + training + " of them practice and " + checks + " attention checks";
  }

  private static String shown(double v, Interval of, double scale) {
    return SummaryFiles.shown(v)
        + (Double.isNaN(of.low())
            ? ""
            : " [" + SummaryFiles.shown(scale * of.low()) + ", " + SummaryFiles.shown(scale * of.high()) + "]");
  }

  private static String p(double p) {
    return Double.isNaN(p) ? "–" : p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
