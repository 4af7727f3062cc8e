package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LayoutIndex;
import io.github.dockerstrategy.strategy.Step.LayOut;
import io.github.dockerstrategy.strategy.Step.LayOutExtras;
import io.github.dockerstrategy.strategy.Step.LayoutStep;
import io.github.dockerstrategy.strategy.Step.LoadBuiltLayers;
import io.github.dockerstrategy.strategy.Step.LoadLayers;

/**
 * Gets the layout that the following steps work with.
 *
 * @param source lays out what was built in this run
 */
record LayoutSteps(LayoutSource source) {

    Layout execute(LayoutStep step) {
        if (step instanceof LayOut layOut) {
            return source.layOut(layOut.artifact());
        }
        if (step instanceof LayOutExtras) {
            return source.layOutExtras();
        }
        if (step instanceof LoadLayers staged) {
            return new LayoutIndex(staged.index()).readUntrusted();
        }
        if (step instanceof LoadBuiltLayers built) {
            return new LayoutIndex(built.index()).read();
        }
        throw new IllegalStateException("no layout from " + step);
    }
}
