/**
 * What single channels see (Grad-CAM, section 7; network dissection; the all-convolutional network): a {@link Dissection} runs layers, each {@link LayerRun}, on pictures with
 * {@link ConceptMasks} of each {@link Concept}, colours by their {@link ColourTerm}, and finds a {@link DissectedLayer} of {@link Neuron}s. {@link UnitField} is what a unit depends on, which a
 * {@link FieldCheck} compares with gradients, and {@link UnitPatterns} what moves it. A {@link Decision} says what channels do for a score, {@link Reasons} say it in words.
 */
@NullMarked
package lucida.judge.neurons;

import org.jspecify.annotations.NullMarked;
