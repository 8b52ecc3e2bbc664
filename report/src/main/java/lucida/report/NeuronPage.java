package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.neurons.Decision.ChannelShare;
import lucida.judge.neurons.DissectedLayer;
import lucida.judge.neurons.FieldCheck;
import lucida.judge.neurons.Neuron;
import lucida.judge.neurons.Reasons;
import lucida.judge.results.NeuronTable;
import lucida.judge.results.SummaryFiles;
import lucida.pictures.ContactSheet;
import lucida.pictures.Panel;
import lucida.pictures.Picture;

/** The page of what single channels see, {@code report.html}, and of each layer a sheet of the channels with the best names, {@code channels-LAYER.png}. */
public final class NeuronPage {
  private static final String TITLE = "What do single channels see?";
  private static final String IDEA = """
      Each channel of a layer with the patches that it fires most for, and what of a patch moves it, by Guided Backprop from the unit (Springenberg et al. 2015, arXiv 1412.6806). Its name is the concept whose
      pixels fit best where the channel is above its threshold, over all pictures (network dissection, Bau et al. 2017, arXiv 1704.05796): a channel detects a concept if their intersection over
      union is above 0.04. A patch is the receptive field of the unit, all that it can see.""";
  private static final int NAMED = 3;
  private static final int ON_SHEET = 9;
  private static final int SHEET_WIDTH = 1160;

  private final List<DissectedLayer> layers;
  private final SequencedMap<String, List<String>> rows = new LinkedHashMap<>();
  private final SequencedMap<String, List<Panel>> sheets = new LinkedHashMap<>();
  private final SequencedMap<String, FieldCheck> checks = new LinkedHashMap<>();
  private final List<String> decisions = new ArrayList<>();

  /** Of these layers. */
  public NeuronPage(List<DissectedLayer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** Paints the channels of a layer: the most that are asked for, {@linkplain DissectedLayer#byName the best name of each thing} first. Returns what was seen of receptive fields. */
  public FieldCheck paint(DissectedLayer layer, NeuronPictures pictures, int most) throws IOException {
    List<Neuron> shown = layer.byName().stream().limit(most).toList();
    List<String> painted = new ArrayList<>();
    List<Panel> panels = new ArrayList<>();
    for (Neuron neuron : shown) {
      Picture strip = pictures.strip(neuron);
      painted.add(row(neuron, strip));
      if (panels.size() < ON_SHEET) panels.add(Panel.of(name(neuron), strip, "channel " + neuron.channel()));
    }
    rows.put(layer.layer(), painted);
    if (!panels.isEmpty()) sheets.put(layer.layer(), panels);
    checks.put(layer.layer(), pictures.check());
    return pictures.check();
  }

  /** Adds a decision with its picture, and its map. */
  public void decision(Reasons reasons, Picture plain, Picture map) {
    DissectedLayer last = layers.getLast();
    decisions.add(
        "<h3>%s: %s</h3>\n<div class=\"cases\"><figure class=\"case\"><div class=\"pair\">%s%s</div></figure><div><p>%s</p>%s%s%s</div></div>\n"
            .formatted(escaped(reasons.picture()), escaped(reasons.explained()), CasesHtml.image(plain, "picture"),
                CasesHtml.image(map, "Grad-CAM"), escaped(reasons.said()), claim(reasons.claimForIt()),
                claim(reasons.claimAgainstIt()),
                alphas(reasons, last)));
  }

  private static String claim(Reasons.Claim claim) {
    if (claim.parts().isEmpty()) return "<p>" + escaped(claim.begin()) + ": nothing.</p>\n";
    return claim.parts().stream().map(part -> "<li>" + escaped(part) + "</li>\n").collect(
        Collectors.joining("", "<p>" + escaped(claim.begin()) + ":</p>\n<ul>\n",
            "</ul>\n<p>" + escaped(claim.checked()) + "</p>\n"));
  }

  private static String alphas(Reasons reasons, DissectedLayer layer) {
    String largest = reasons.decision().byAlpha(true, NAMED).stream().map(each -> alpha(each, layer)).collect(Collectors.joining());
    String smallest = reasons.decision().byAlpha(false, NAMED).stream().map(each -> alpha(each, layer))
        .collect(Collectors.joining());
    return "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th>largest and smallest α</th><th scope=\"col\">α</th><th scope=\"col\">contributes</th></tr></thead>\n<tbody>\n"
        + largest + smallest + "</tbody>\n</table></div>\n";
  }

  private static String alpha(ChannelShare share, DissectedLayer layer) {
    return "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>\n".formatted(
        escaped("channel " + share.channel() + layer.name(share.channel()).map(name -> ", " + name).orElse("")),
        SummaryFiles.shown(share.alpha()), SummaryFiles.shown(share.contribution()));
  }

  private static String name(Neuron neuron) {
    return neuron.detects().map(match -> match.concept().name()).orElse("no name");
  }

  private static String row(Neuron neuron, Picture strip) {
    String matches = neuron.matches().stream().limit(NAMED)
        .map(match -> match.concept().name() + " " + SummaryFiles.shown(match.iou())).collect(Collectors.joining("; "));
    return "<figure class=\"neuron\">%s<figcaption><b>%s</b><br>channel %d; IoU: %s; largest value %s</figcaption></figure>\n"
        .formatted(
            CasesHtml.image(strip, "patches and patterns of channel " + neuron.channel()), escaped(name(neuron)), neuron.channel(),
            escaped(matches.isEmpty() ? "–" : matches), SummaryFiles.shown(neuron.maximum()));
  }

  /** Writes all of them. */
  public void write(NeuronTable table, Path folder) throws IOException {
    for (Map.Entry<String, List<Panel>> sheet : sheets.entrySet())
      ContactSheet.of(sheet.getKey() + ": what channels fire for, and what of it moves them", sheet.getValue(), SHEET_WIDTH,
          sheet.getValue().getFirst().picture().height()).pages().getFirst()
          .write(new MapFiles(folder, "").channels(sheet.getKey()));
    String links = layers.stream().map(layer -> "<a href=\"#%1$s\">%1$s</a>".formatted(escaped(layer.layer())))
        .collect(Collectors.joining());
    try (WholeFile whole = WholeFile.begin(folder.resolve("report.html"))) {
      whole.append(Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css") + Html.resource("neurons.css"))
          + Html.header(TITLE, table.facts(), "<a href=\"#layers\">layers</a><a href=\"#decisions\">decisions</a>" + links)
          + Html.idea(IDEA) + summary());
      if (!decisions.isEmpty())
        whole.append(
            "<section id=\"decisions\"><h2>Decisions, in words</h2>\n<p class=\"sub\">Shares are of what channels contribute to the score at layer "
                + escaped(layers.getLast().layer())
                + "; both numbers of each claim are given: what the named channels add up to, and how the score moves when they are 0.</p>\n");
      for (String decision : decisions) whole.append(decision);
      if (!decisions.isEmpty()) whole.append("</section>\n");
      for (DissectedLayer layer : layers) whole.append(section(layer));
      whole.append(Html.end());
      whole.finish();
    }
  }

  private String summary() {
    String lines = layers.stream().map(layer -> {
      FieldCheck check = Optional.ofNullable(checks.get(layer.layer())).orElse(FieldCheck.NONE);
      return "<tr><th scope=\"row\">%s</th><td>%d</td><td>%d</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td></tr>\n".formatted(
          escaped(layer.layer()), layer.neurons().size(), layer.detectors().size(), layer.unique(),
          escaped(NeuronTable.byCategory(layer)),
          NeuronTable.field(layer), check.outside() == 0 ? "0 of " + check.units() + " units" : check.outside() + " cells");
    }).collect(Collectors.joining());
    return "<section id=\"layers\"><h2>Layers</h2>\n<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th>layer</th><th scope=\"col\">channels</th><th scope=\"col\">detectors</th>"
        + "<th scope=\"col\">different ones</th><th scope=\"col\">of</th><th scope=\"col\">receptive field</th><th scope=\"col\">gradients outside</th></tr></thead>\n<tbody>\n"
        + lines + "</tbody>\n</table></div></section>\n";
  }

  private String section(DissectedLayer layer) {
    List<String> shown = Optional.ofNullable(rows.get(layer.layer())).orElse(List.of());
    return "<section id=\"%s\"><h2>%s</h2>\n<p class=\"sub\">%s of %d channels, the best names first. Above: patches, the strongest first. Below: what moves the unit.</p>\n<div class=\"neurons\">%s</div></section>\n"
        .formatted(escaped(layer.layer()), escaped(layer.layer()), shown.size() < layer.neurons().size() ? shown.size() : "All",
            layer.neurons().size(), String.join("", shown));
  }
}
