/**
 * What training through explanations does to networks: a {@link GuidedStudy} compares several {@link TrainedArm}s on the {@link GuidedScenes} of every seed; {@link GuidedStudies} are those of the command.
 */
@NullMarked
package lucida.judge.guided;

import org.jspecify.annotations.NullMarked;
