package dev.glimpse.nn.archive;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a file says about a model, without its weights.
 *
 * @param config the layers, and how the model was compiled
 * @param glimpse Glimpse's own facts; empty in a file that others wrote, or that Keras has saved again
 * @param kerasVersion the version of Keras that the file names, or an empty text
 */
public record ModelDescription(ModelConfig config, ObjectNode glimpse, String kerasVersion) {}
