package lucida.scenes;

import java.util.Map;

/**
 * One object of a scene.
 *
 * @param label the number of its class
 * @param name the name of its class
 * @param box the smallest box around its mask
 * @param mask where it is seen
 * @param parts where each of its named parts is seen, in a fixed order; the mask of a part that is hidden is empty
 * @param visible the share of it that is seen, 0 … 1; the rest is behind other things
 */
public record Instance(int label, String name, Box box, Mask mask, Map<String, Mask> parts, double visible) {}
