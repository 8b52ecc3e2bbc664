package lucida.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.catalogue.Methods;
import lucida.pictures.ColourMap;
import lucida.report.ClassScore;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.MapView;
import lucida.report.Refusal;
import lucida.report.Shown;

/**
 * Methods applied to pictures: for each class, each layer, each method. A method that does not apply is passed over with its reason.
 *
 * @param chosen the network
 * @param subject the network, whose formulas and programs serve all pictures, classes and layers
 * @param options what is explained and how
 * @param methods their names
 * @param mostRuns those that run the network more often are left out
 * @param colours of maps without a sign
 * @param line shows the progress of a method
 */
record PictureRun(ModelOptions.Chosen chosen, Subject subject, SaliencyOptions options, List<String> methods, long mostRuns,
    ColourMap colours, ProgressLine line) {
  static PictureRun of(ModelOptions.Chosen chosen, SaliencyOptions options, List<String> methods, long mostRuns,
      ColourMap colours, ProgressLine line) {
    return new PictureRun(chosen, options.subject(chosen.model(), line), options, methods, mostRuns, colours, line);
  }

  /** The bundled picture. */
  InputFile.Loaded bundled() {
    return InputFile.bundled(chosen, options.computation().precision());
  }

  /** The pictures of a file. */
  List<InputFile.Loaded> open(InputFile file) {
    return file.open(chosen, options.computation().precision());
  }

  /** The layers that are explained. */
  List<String> layers() { return options.layer().layers(chosen.model()); }

  /** The probe of a picture at a layer, about the predicted class. */
  Probe probe(InputFile.Loaded picture, String layer) {
    return options.probe(subject, picture, layer);
  }

  /** Receives a map as soon as it is done. */
  interface Listener {
    /**
     * @param soFar the picture with this map and those before it
     * @param explained the classes of all that are to come
     */
    void done(ExplainedPicture soFar, List<ClassScore> explained) throws IOException;
  }

  ExplainedPicture of(InputFile.Loaded picture, Listener listener) throws IOException {
    List<String> layers = layers();
    Probe first = probe(picture, layers.getFirst());
    Shown shown = picture.shown().with(picture.shown().source(),
        Stream.concat(picture.shown().notes().stream(), options.score().notes(first).stream()).toList());
    List<ClassScore> scores = options.labels(chosen.labels()).scores(first.logits(), first.cut().forward().scoreKind());
    List<ExplainedMap> maps = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Optional<UnaryOperator<Method>> fusion = options.layer().fusion(layers);
    List<String> places = fusion.isPresent() ? List.of(String.join("+", layers)) : layers;
    List<ClassScore> classes = options.classes(scores, options.labels(chosen.labels()));
    options.score().check(first.subject().model().network(), classes);
    Probe asked = options.contrasted(first);
    Map<String, Probe> probes = places.stream().collect(Collectors.toMap(place -> place, // what does not depend on the class is computed once
        place -> fusion.isPresent() || place.equals(layers.getFirst()) ? asked : asked.at(place)));
    for (ClassScore score : classes)
      for (String place : places) {
        Probe probe = requireNonNull(probes.get(place)).asking(score.side());
        Settings settings = options.layer().settings(probe);
        for (String name : methods)
          if (isNew(name, place, places, refusals)) {
            Method named = Methods.named(name, settings), method = fusion.map(fused -> fused.apply(named)).orElse(named);
            if (method.runs(probe) <= mostRuns && explain(probe, method, place, score, maps, refusals))
              listener.done(new ExplainedPicture(picture.stem(), shown, scores, maps, refusals), classes);
          }
      }
    return new ExplainedPicture(picture.stem(), shown, scores, maps, refusals);
  }

  /** A refusal holds for every class, and a method of pixels gives the same at every layer. */
  private boolean isNew(String method, String layer, List<String> layers, List<Refusal> refusals) {
    boolean refused = refusals.stream().anyMatch(r -> r.method().equals(method) && r.layer().equals(layer));
    return !refused && (layer.equals(layers.getFirst()) || Methods.named(method, Settings.USUAL).usesLayer());
  }

  /** Returns whether there is one map more. */
  private boolean explain(Probe probe, Method method, String layer, ClassScore score, List<ExplainedMap> maps,
      List<Refusal> refusals) {
    try {
      line.begin(method.name(), method.runs(probe));
      long start = System.nanoTime();
      SaliencyMap map = new IgnoredOptions(options::ignoredBy, methods).flagged(method.explain(probe));
      double seconds = (System.nanoTime() - start) / 1e9;
      maps.add(new ExplainedMap(map, score, layer, seconds, MapView.of(map, colours, chosen.preprocessing().order())));
      return true;
    } catch (NotApplicableException e) {
      refusals.add(new Refusal(method.name(), layer, String.valueOf(e.getMessage())));
      return false;
    } finally {
      line.end();
    }
  }
}
