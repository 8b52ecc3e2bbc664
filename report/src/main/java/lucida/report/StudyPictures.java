package lucida.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.judge.LabelledPicture;
import lucida.judge.data.SceneSource;
import lucida.judge.surgery.CamSurgery;
import lucida.judge.surgery.CamSurgery.Stage;
import lucida.layers.Model;
import lucida.pictures.ColourMap;
import lucida.pictures.ContactSheet;
import lucida.pictures.Panel;
import lucida.pictures.Picture;
import lucida.pictures.Region;

/**
 * The same scenes, and the maps of differently trained networks side by side.
 *
 * @param scenes the first ones that are judged: nobody chose them
 */
public record StudyPictures(List<Scene> scenes) {
  private static final int SHOWN = 6;
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 180;

  /**
   * A scene with its maps.
   *
   * @param label its class
   * @param said what each network calls it
   * @param plain without a map
   * @param maps by network and method
   */
  public record Scene(String label, SequencedMap<String, String> said, Picture plain, SequencedMap<String, Picture> maps) {
    /** Which networks are wrong: "fish; gap: boat". */
    String caption() {
      StringBuilder text = new StringBuilder(label);
      said.forEach((network, answer) -> {
        if (!answer.equals(label)) text.append("; ").append(network).append(" says ").append(answer);
      });
      return text.toString();
    }
  }

  /** The list is kept as it is now. */
  public StudyPictures {
    scenes = List.copyOf(scenes);
  }

  /** Of the networks of a seed, run by an executor, by the methods of each. */
  public static StudyPictures of(CamSurgery surgery, long seed, SequencedMap<Stage, Model> trained, Executor executor) {
    SequencedMap<String, Subject> subjects = new LinkedHashMap<>();
    Map<String, List<String>> methods = new HashMap<>();
    trained.forEach((stage, model) -> {
      subjects.put(stage.title(), CamSurgery.subject(model, executor));
      methods.put(stage.title(), stage.methods());
    });
    return of(surgery.pictures(seed), subjects, title -> Objects.requireNonNull(methods.get(title)));
  }

  /** By one method, of the networks of several trainings. */
  public static StudyPictures of(SceneSource source, SequencedMap<String, Subject> subjects, String method) {
    return of(source, subjects, _ -> List.of(method));
  }

  private static StudyPictures of(SceneSource source, SequencedMap<String, Subject> subjects,
      Function<String, List<String>> methods) {
    return new StudyPictures(IntStream.range(0, Math.min(SHOWN, source.count()))
        .mapToObj(i -> scene(source, i, subjects, methods)).toList());
  }

  private static Scene scene(SceneSource source, int i, SequencedMap<String, Subject> subjects,
      Function<String, List<String>> methods) {
    LabelledPicture picture = source.get(i).picture();
    List<String> classes = source.scenes().classes();
    int c = picture.label().orElseThrow();
    Picture seen = source.preprocessing().picture(picture.x());
    Shown shown = Shown.of(seen, Region.all(seen));
    SequencedMap<String, String> said = new LinkedHashMap<>();
    SequencedMap<String, Picture> maps = new LinkedHashMap<>();
    subjects.forEach((title, subject) -> {
      Probe probe = subject.probe(picture.x(), Target.ofClass(c));
      said.put(title, classes.get(probe.ranking().getFirst()));
      for (String method : methods.apply(title))
        maps.put(title + ", " + method,
            MapView.of(Methods.named(method, Settings.USUAL).explain(probe), ColourMap.DAWN, source.preprocessing().order())
                .over(shown));
    });
    return new Scene(classes.get(c), said, shown.picture(), maps);
  }

  /** All of them as one picture. */
  Picture sheet(String heading) {
    List<ContactSheet.Group> groups = scenes.stream().map(scene -> {
      List<Panel> panels = new ArrayList<>(List.of(new Panel("scene", scene.plain(), Optional.empty(), "")));
      scene.maps().forEach((title, map) -> panels.add(new Panel(title, map, Optional.empty(), "")));
      return new ContactSheet.Group(scene.caption(), panels);
    }).toList();
    return new ContactSheet(ContactSheet.Head.of(heading), groups,
        ContactSheet.Arrangement.STACKED, WIDTH, HEIGHT).pages().getFirst();
  }
}
