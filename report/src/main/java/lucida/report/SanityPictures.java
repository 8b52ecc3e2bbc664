package lucida.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.cam.SaliencyMap;
import lucida.judge.JudgedMap;
import lucida.judge.results.SanityTable;
import lucida.judge.sanity.MapWatcher;
import lucida.judge.sanity.SanityTest;
import lucida.pictures.ColourMap;
import lucida.pictures.ContactSheet;
import lucida.pictures.Filter;
import lucida.pictures.Panel;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import lucida.pictures.Resize;

/** Paints the maps of a picture while layers become random: small, so that all fit on a page. */
public final class SanityPictures implements MapWatcher {
  private static final int HEIGHT = 96;
  private static final int MARGINS = 90;

  private final Preprocessing preprocessing;
  private final List<Picture> plain = new ArrayList<>();
  private final SequencedMap<String, Picture> asItIs = new LinkedHashMap<>();
  private final Map<SanityTest, SequencedMap<String, List<Picture>>> strips = new EnumMap<>(SanityTest.class);

  /** For pictures that were preprocessed so. */
  public SanityPictures(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
  }

  @Override
  public void see(JudgedMap judged, SanityTest test, int step, SaliencyMap map) {
    Picture seen = preprocessing.picture(judged.x());
    Picture small = new Resize(Math.max(1, Math.round((float) seen.width() * HEIGHT / seen.height())), HEIGHT, Filter.BICUBIC)
        .of(seen);
    Picture painted = MapView.of(map, ColourMap.DAWN, preprocessing.order()).over(new Shown(small, Region.all(small)));
    String method = judged.method().name();
    if (plain.isEmpty()) plain.add(small);
    if (step == 0) asItIs.put(method, painted);
    else strips.computeIfAbsent(test, _ -> new LinkedHashMap<>()).computeIfAbsent(method, _ -> new ArrayList<>()).add(painted);
  }

  /** The picture itself. */
  Optional<Picture> plain() { return plain.stream().findFirst(); }

  /** By method: its map, then those with layers random, step by step; nothing of a test that shows none. */
  SequencedMap<String, List<Picture>> strips(SanityTest test) {
    SequencedMap<String, List<Picture>> all = new LinkedHashMap<>();
    strips.getOrDefault(test, new LinkedHashMap<>()).forEach((method, maps) -> {
      List<Picture> strip = new ArrayList<>(Optional.ofNullable(asItIs.get(method)).stream().toList());
      strip.addAll(maps);
      all.put(method, strip);
    });
    return all;
  }

  /** All maps of a test as one picture. */
  Picture sheet(SanityTable table, SanityTest test) {
    List<String> layers = new ArrayList<>(table.layers(test));
    layers.addFirst("as it is");
    List<ContactSheet.Group> groups = new ArrayList<>();
    strips(test).forEach((method, maps) -> groups.add(new ContactSheet.Group(method,
        IntStream.range(0, maps.size()).mapToObj(i -> Panel.of(layers.get(i), maps.get(i), "")).toList())));
    int width = (HEIGHT + MARGINS) * layers.size();
    return new ContactSheet(new ContactSheet.Head("Maps while layers become random: " + test.words(), List.of(), plain()), groups,
        ContactSheet.Arrangement.STACKED, width, HEIGHT).pages().getFirst();
  }
}
