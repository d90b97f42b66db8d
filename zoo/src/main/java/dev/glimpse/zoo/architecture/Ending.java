package dev.glimpse.zoo.architecture;

/** How a known network ends. */
public sealed interface Ending {

    /** With the layers that tell classes apart; ImageNet has 1000. */
    record Classes(int count) implements Ending {}

    /** With its last features, (height, width, channels). */
    record Features() implements Ending {}

    /** With one vector a picture: the mean of each channel of the last features. */
    record AveragePooled() implements Ending {}

    /** With one vector a picture: the largest value of each channel of the last features. */
    record MaxPooled() implements Ending {}

    /** ImageNet's thousand classes. */
    static Ending imageNet() {
        return new Classes(1000);
    }
}
