package io.github.dockerstrategy.strategy;

/** A plan as text: each step with all that it carries. */
final class PlanPicture {

    private PlanPicture() {}

    static String of(BuildPlan plan) {
        StringBuilder text =
                new StringBuilder("strategy ").append(plan.strategy()).append('\n');
        int number = 0;
        for (Step step : plan.steps()) {
            text.append(++number).append(". ").append(step.title()).append('\n');
            text.append("   ").append(details(step)).append('\n');
        }
        return text.toString();
    }

    private static String details(Step step) {
        if (step instanceof Step.HostCommand host) {
            return "in " + host.command().directory() + " $ " + host.command().line();
        }
        if (step instanceof Step.StageLayers stage) {
            return "into " + stage.into();
        }
        if (step instanceof Step.LoadLayers load) {
            return "from " + load.index();
        }
        if (step instanceof Step.AssembleWithJib assemble) {
            return assemble.format() + " to " + assemble.to().output().word()
                    + assemble.to().file().map(file -> " " + file).orElse("");
        }
        return step.getClass().getSimpleName();
    }
}
