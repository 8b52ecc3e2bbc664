package lucida.judge.adversarial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What attacks found.
 *
 * @param attacked by picture and attack
 * @param maps by picture, attack and method
 * @param wrongBefore pictures that are classified wrongly as they are, which are not attacked
 * @param leftOut why something has no number, by "method, picture" or picture
 */
public record AttackFindings(List<Attacked> attacked, List<MapChange> maps, List<String> wrongBefore,
    SequencedMap<String, String> leftOut) {
  /** Kept as they are now. */
  public AttackFindings {
    attacked = List.copyOf(attacked);
    maps = List.copyOf(maps);
    wrongBefore = List.copyOf(wrongBefore);
    leftOut = new LinkedHashMap<>(leftOut);
  }
}
