package lucida.judge.words;

/**
 * What a network said of a scene.
 *
 * @param scene its number
 * @param kind "caption", or what a question asks for
 * @param heldOut whether the scene shows an object in a colour in which it was never learned
 * @param right whether it is true
 */
public record Said(int scene, String kind, boolean heldOut, boolean right) {}
