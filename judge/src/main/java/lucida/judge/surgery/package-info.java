/** {@link CamSurgery}: what it costs to make a network fit for CAM, and how well maps then show where things are. */
@NullMarked
package lucida.judge.surgery;

import org.jspecify.annotations.NullMarked;
