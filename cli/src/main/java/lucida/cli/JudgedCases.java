package lucida.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.cam.SaliencyMap;
import lucida.judge.Contender;
import lucida.judge.Evaluation;
import lucida.judge.LabelledPicture;
import lucida.judge.data.DataException;
import lucida.judge.data.PictureSource;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import lucida.report.MapView;
import lucida.report.Shown;
import lucida.report.ShownCase;

/**
 * Pictures that were judged, as the network saw them, with the maps made again.
 *
 * @param source where the pictures come from
 * @param evaluations what made the maps
 * @param preprocessing of the network
 * @param label of a class, for people
 */
record JudgedCases(PictureSource source, List<Evaluation> evaluations, Preprocessing preprocessing, IntFunction<String> label)
    implements
      ShownCase.Source {
  @Override
  public Optional<ShownCase> of(SummaryTable.Judged method, Column.Case at) {
    return picture(at).flatMap(picture -> shown(picture, method, at.explained()));
  }

  @Override
  public Optional<ShownCase> channel(SummaryTable.Judged method, Column.Case at, int k) {
    return picture(at).flatMap(picture -> evaluations.stream().filter(evaluation -> evaluation.layer().equals(method.layer()))
        .findFirst().flatMap(evaluation -> evaluation.map(picture, new SingleChannel(k), at.explained()))
        .map(map -> shown(picture, map, at.explained())));
  }

  private Optional<LabelledPicture> picture(Column.Case at) {
    return IntStream.range(0, source.count()).filter(i -> source.name(i).equals(at.picture())).boxed().findFirst()
        .flatMap(this::picture);
  }

  /** The first picture whose truth is known, with the map of its label that this contender makes. */
  Optional<ShownCase> example(Contender truth) {
    return IntStream.range(0, source.count()).boxed().flatMap(i -> picture(i).stream())
        .filter(picture -> picture.label().isPresent()).findFirst().flatMap(picture -> {
          int c = picture.label().getAsInt();
          return evaluations.getFirst().map(picture, truth.title(), "input", c).map(map -> shown(picture, map, c));
        });
  }

  private Optional<LabelledPicture> picture(int i) {
    try {
      return Optional.of(source.get(i).picture());
    } catch (DataException e) {
      return Optional.empty(); // it was there when it was judged, and is gone
    }
  }

  private Optional<ShownCase> shown(LabelledPicture picture, SummaryTable.Judged method, int c) {
    return evaluations.stream().flatMap(evaluation -> evaluation.map(picture, method.method(), method.layer(), c).stream())
        .findFirst()
        .map(map -> shown(picture, map, c));
  }

  private ShownCase shown(LabelledPicture picture, SaliencyMap map, int c) {
    Picture seen = preprocessing.picture(picture.x());
    Shown shown = Shown.of(seen, Region.all(seen));
    return new ShownCase(shown.picture(), MapView.of(map, ColourMap.DAWN, preprocessing.order()).over(shown), label.apply(c));
  }
}
