package lucida.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import lucida.cam.Progress;
import lucida.judge.LabelledPicture;
import lucida.judge.bias.BiasSearch;
import lucida.judge.bias.Cue;
import lucida.judge.bias.CueSearch;
import lucida.judge.bias.MappedPicture;
import lucida.judge.data.PictureSource;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.pictures.Region;
import lucida.report.BiasPage;
import lucida.report.MapView;
import lucida.report.Shown;

/**
 * Maps in which cues are searched.
 *
 * @param method whose maps
 * @param perClass pictures of each class, at most
 */
record BiasMaps(String method, int perClass) {
  private static final int MOST_CUES = 2;

  /** Of the first pictures of each class that have a label and a map; why others are left out is added to the list. */
  List<MappedPicture> of(BiasSearch search, PictureSource source, Progress progress, List<String> leftOut) {
    List<MappedPicture> mapped = new ArrayList<>();
    TreeMap<Integer, Integer> taken = new TreeMap<>();
    for (int i = 0; i < source.count(); i++) {
      int number = i;
      source.read(i, leftOut::add).ifPresent(picture -> {
        if (picture.label().isEmpty()) leftOut.add(picture.withoutLabel());
        else if (taken.merge(picture.label().getAsInt(), 1, Integer::sum) <= perClass)
            search.mapped(number, picture)
                .ifPresentOrElse(mapped::add, () -> leftOut.add(picture.name() + " has no map by " + method));
      });
      progress.report(i + 1L, source.count());
    }
    return mapped;
  }

  /** How many there are of each class. */
  static SequencedMap<Integer, Integer> counts(List<MappedPicture> mapped) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    mapped.forEach(picture -> counts.merge(picture.label(), 1, Integer::sum));
    return counts;
  }

  /** The cues in them. */
  static List<Cue> searched(List<MappedPicture> mapped) {
    return new CueSearch(MOST_CUES).of(mapped);
  }

  /** A picture, and its map over it. */
  static BiasPage.ShownMap shown(BiasSearch search, PictureSource source, int number) throws IOException {
    LabelledPicture picture = source.again(number);
    Picture seen = search.preprocessing().picture(picture.x());
    Shown shown = Shown.of(seen, Region.all(seen));
    Picture map = search.map(picture).map(of -> MapView.of(of, ColourMap.DAWN, search.preprocessing().order()).over(shown))
        .orElse(shown.picture());
    return new BiasPage.ShownMap(picture.name(), shown.picture(), map);
  }
}
