package lucida.judge.adversarial;

/**
 * What became of a picture.
 *
 * @param picture its name
 * @param own its class
 * @param attack the title of the attack
 * @param before p of its class
 * @param after the same of the changed picture
 * @param said the class that the network says of the changed picture
 * @param ofSaid p of that class
 * @param largest ‖δ‖∞, in samples from 0 to 1
 * @param length ‖δ‖₂
 * @param steps how many the attack took
 * @param succeeded whether the attack does what it wants
 * @param isStorable whether it still does when the changed picture is stored in bytes
 */
public record Attacked(String picture, int own, String attack, double before, double after, int said, double ofSaid, double largest,
    double length, int steps, boolean succeeded, boolean isStorable) {}
