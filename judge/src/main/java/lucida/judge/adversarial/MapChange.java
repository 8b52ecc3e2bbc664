package lucida.judge.adversarial;

/**
 * What became of the map of a picture's own class. Shares are of 1; NaN where there is none, as without objects or of a map without a positive cell.
 *
 * @param picture its name
 * @param attack the title of the attack
 * @param method what made the map
 * @param counts whether the attack succeeded, or is a control
 * @param energyBefore the share of the map's positive values on the objects of the class, in their masks or in their boxes [ME 5]
 * @param energyAfter the same of the changed picture
 * @param iouBefore intersection over union of the objects and the map's cells of at least half of its maximum [ME 6]
 * @param iouAfter the same of the changed picture
 * @param spearman Spearman's correlation of both maps, with their signs
 */
public record MapChange(String picture, String attack, String method, boolean counts, double energyBefore, double energyAfter,
    double iouBefore, double iouAfter, double spearman) {}
