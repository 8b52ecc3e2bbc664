package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import lucida.judge.results.LossCurves;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable;
import lucida.pictures.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of experiments that were tried with little: one network, one seed, one epoch. */
class StudyPageTest {
  @TempDir
  private Path folder;

  /** One epoch is a dot, for a line takes two; a difference from what was not trained has no heading; links say what they lead to. */
  @Test
  void oneNetworkOneEpoch() throws IOException {
    SeedTable table = new SeedTable(new LinkedHashMap<>(), List.of(new SeedRow(1, "both", "", "accuracy", 100)),
        List.of(new SeedTable.Pair("both", "baseline")));
    new StudyPage("ggam", "A question", "An idea.", "Shares.", "Shares.", table,
        new LossCurves(List.of(new LossCurves.Point(1, "both", 1, "classes", 2.7))), new StudyPictures(List.of(
            new StudyPictures.Scene("fish", new LinkedHashMap<>(), Picture.painted(8, 8, (_, _) -> 0), new LinkedHashMap<>()))))
        .write(folder);
    String page = Files.readString(folder.resolve("report.html")), curves = Files.readString(folder.resolve("ggam-curves.svg"));
    assertFalse(page.contains("baseline") || page.contains("Differences"), page);
    assertEquals(1, curves.split("<circle ", -1).length - 1, curves);
    assertTrue(page.contains("<a href=\"#networks\">Networks</a>") && page.contains("<h2>Networks</h2>"), page);
  }

  /** Browsers break lines behind hyphens: the name of an option is kept whole, and what is hyphenated otherwise is not. */
  @Test
  void optionsStayWhole() {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("options", "--images well-known --labels <a>--b");
    assertEquals(
        "<div><dt>options</dt><dd><span class=\"option\">--images</span> well-known <span class=\"option\">--labels</span> "
            + "&lt;a&gt;--b</dd></div>",
        Html.facts(facts));
  }

  /** 99.6 to 100.4 in steps of a fifth: rounded to whole numbers, five ticks would have two names. */
  @Test
  void ticksHaveNamesOfTheirOwn() {
    assertEquals(List.of("99.6", "99.8", "100.0", "100.2", "100.4"), names(new PlotScale(100, 100, 0, 1)));
    assertEquals(List.of("0", "0.200", "0.400", "0.600", "0.800", "1"), names(new PlotScale(0, 1, 0, 1)));
  }

  private static List<String> names(PlotScale scale) {
    return scale.vertical(0, 1).stream()
        .flatMap(mark -> mark instanceof PlotMark.Words words ? Stream.of(words.text()) : Stream.of())
        .toList();
  }
}
