package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.pictures.Picture;
import lucida.report.ClassScore;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.MapFiles;

/**
 * Where a picture with its maps goes: to files, and to standard output as text or as records.
 *
 * @param options where to and in which form
 * @param written receives every file
 * @param records receives the record of every map
 * @param chosen the network that explained it
 * @param all whether all methods were asked for
 * @param methods their names
 * @param about what holds for all pictures
 * @param subtracts whether the maps of two classes are subtracted
 */
record PictureOutput(OutputOptions options, WrittenFiles written, WholeFile records, ModelOptions.Chosen chosen, boolean all,
    List<String> methods, RunFacts about, boolean subtracts, PrintWriter out) {
  /** Prints the head, once there is something below it. */
  void begin() {
    if (!json()) about.print(out);
  }

  /** Writes and prints the last map of a picture; before the first one, what is known of the picture. */
  void write(ExplainedPicture soFar, List<ClassScore> explained, InputFile.Loaded loaded) throws IOException {
    ExplainedMap map = soFar.maps().getLast();
    SequencedMap<String, Path> ofMap = files(soFar.stem()).save(map, soFar.shown(), options.arrays());
    for (Path file : ofMap.values()) written.add(soFar.stem(), file);
    String record = PlainText.ofLines(MapJson.of(chosen, about, loaded, map, ofMap));
    records.append(record + "\n");
    if (json()) out.println(record);
    else if (soFar.maps().size() == 1) text(explained).begin(soFar);
    if (!json()) text(explained).print(map);
    if (!json() && options.explainsRoute()) route(map);
    out.flush();
  }

  private void route(ExplainedMap map) {
    out.println("    " + Optional.ofNullable(map.map().facts().get("route")).map(route -> "derivatives by " + route)
        .orElse("no second or third derivatives"));
  }

  /** Writes what concerns all maps of a picture; returns the pages of differences, if maps are subtracted. */
  List<Picture> finish(ExplainedPicture picture) throws IOException {
    if (all && !json()) ExplainText.refusals(out, picture);
    MapFiles files = files(picture.stem());
    List<Picture> pages = picture.contactSheet(chosen.model().network().name());
    for (int page = 1; page <= pages.size(); page++) {
      files.write(files.sheet(page), pages.get(page - 1));
      written.add(picture.stem(), files.sheet(page));
    }
    List<Picture> differences = subtracts ? picture.differences() : List.of();
    for (int page = 1; page <= differences.size(); page++) {
      files.write(files.difference(page), differences.get(page - 1));
      written.add(picture.stem(), files.difference(page));
    }
    return differences;
  }

  /** Whether records are printed instead of text. */
  boolean json() { return options.json(); }

  private MapFiles files(String stem) { return new MapFiles(options.folder(), stem); }

  private ExplainText text(List<ClassScore> explained) {
    return new ExplainText(out, explained, methods);
  }

  /** The activations and the scores, where arrays are wanted. */
  void arrays(InputFile.Loaded loaded, PictureRun run) throws IOException {
    if (!options.arrays()) return;
    MapFiles files = files(loaded.stem());
    for (String layer : run.layers()) {
      files.write(files.activations(layer), run.probe(loaded, layer).activations());
      written.add(loaded.stem(), files.activations(layer));
    }
    files.write(files.logits(), run.probe(loaded, run.layers().getFirst()).logits());
    written.add(loaded.stem(), files.logits());
  }
}
