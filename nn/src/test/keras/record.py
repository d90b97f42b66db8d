"""Records everything anew: python record.py"""

import activations
import archives
import callbacks
import hdf5
import imports
import initializers
import layers
import losses
import metrics
import models
import optimizers
import scripts

for subject in (layers, activations, losses, metrics, optimizers, callbacks, initializers, models, archives, hdf5, imports, scripts):
    subject.record()
