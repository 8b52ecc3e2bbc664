package lucida.judge.play;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.PointingGame;

/**
 * How the map of a moment of a game lies on a place.
 *
 * @param map what made it, and of which number: "gradcam, value"
 * @param game the number of the game
 * @param place of the picture
 * @param energy [ME 5] the share of the positive part of the map that lies there, 0 to 1; nothing, if no cell is positive
 * @param hit [ME 5] whether the largest cell does: 1 or 0, between them where several cells are the largest
 * @param area the share of the picture that it is: what either would be of a map that knows nothing, on average
 */
public record Glance(String map, int game, Place place, OptionalDouble energy, double hit, double area) {
  /**
   * At each place.
   *
   * @param masks of the places, as {@link Place#masks} gives them
   * @param shown the map at the size of the scene, [H, W]
   */
  public static List<Glance> of(String map, int game, List<Tensor> masks, Tensor shown) {
    List<Place> places = List.of(Place.values());
    return IntStream.range(0, places.size()).mapToObj(n -> of(map, game, places.get(n), masks.get(n), shown)).toList();
  }

  private static Glance of(String map, int game, Place place, Tensor mask, Tensor shown) {
    OptionalDouble percent = EnergyPointingGame.percent(shown.to(mask.precision()), mask);
    return new Glance(map, game, place, percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent,
        PointingGame.hits(shown, e -> mask.cell(e) > 0), mask.mean());
  }
}
