/**
 * Training: a {@link TrainingStep} is one program, from parameters and optimiser state to new parameters and new state. A
 * {@link Trainer} repeats it on {@link Examples} under an {@link Augmentation}; {@link Training} measures the {@link Accuracy}
 * after each epoch and keeps the best parameters. The {@link Optimizer} is {@link Sgd} or {@link AdamW}, its rate follows a
 * {@link Schedule}. A trainer is a {@link Learner}; another one is {@link QLearning}, from the {@link Experience} of games. What a training minimises is an {@link Objective}, the cross-entropy if nothing else is said: a formula of the network, of
 * targets and, where examples have a {@link Guidance}, of masks ({@link Supervision}). A {@link TrainingState} holds all that is needed to resume; training that diverges ends with a {@link DivergenceException}.
 */
@NullMarked
package lucida.layers.training;

import org.jspecify.annotations.NullMarked;
