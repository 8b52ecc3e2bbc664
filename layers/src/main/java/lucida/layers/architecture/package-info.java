/**
 * Built-in architectures: {@link Architectures} finds one by name, with the names its parameters have elsewhere; {@link Presets} state
 * the preprocessing their published weights expect. One file each: {@link Vgg}, {@link ResNet}, {@link CifarResNet},
 * {@link DenseNet}, {@link SqueezeNet}, {@link MobileNetV2}, {@link EfficientNet}, {@link Nin}, {@link AllCnn}, and the {@link SceneNetworks} that
 * are trained here; {@link TextNetworks} read words, too, and a {@link CatchNetwork} plays. An {@link Attention} can be put behind any layer of any network.
 */
@NullMarked
package lucida.layers.architecture;

import org.jspecify.annotations.NullMarked;
