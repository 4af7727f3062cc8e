package io.github.dockerstrategy.strategy;

/** A plan as text: each step with all that it carries. */
final class PlanPicture {

    private PlanPicture() {}

    static String of(BuildPlan plan) {
        StringBuilder text =
                new StringBuilder("strategy ").append(plan.strategy().name()).append('\n');
        int number = 0;
        for (Step step : plan.steps()) {
            text.append(++number).append(". ").append(step.title()).append('\n');
            text.append(details(step).indent(5));
        }
        return text.toString();
    }

    private static String details(Step step) {
        if (step instanceof Step.HostCommand host) {
            return "in " + host.command().directory() + " $ " + host.command().line();
        }
        if (step instanceof Step.LayOut layOut) {
            return layOut.artifact().map(path -> "artifact " + path).orElse("artifact where it was built");
        }
        if (step instanceof Step.StageLayers stage) {
            return "into " + stage.into() + " " + stage.names();
        }
        if (step instanceof Step.LoadLayers load) {
            return "from " + load.index();
        }
        if (step instanceof Step.AssembleImage assemble) {
            return assemble.format() + " " + destination(assemble.to());
        }
        if (step instanceof Step.WriteFile file) {
            return file.file() + "\n" + file.text().indent(2).replaceAll("(?m)^ {2}", "| ");
        }
        return inContainers(step);
    }

    private static String inContainers(Step step) {
        if (step instanceof Step.CopySources gather) {
            return gather.sources().folders() + " of " + gather.sources().root() + " without "
                    + gather.sources().without().stream().sorted().toList() + " into " + gather.context();
        }
        if (step instanceof Step.GatherFiles gather) {
            return gather.files() + " of " + gather.root() + " into " + gather.into();
        }
        if (step instanceof Step.ArchiveLayers archive) {
            return archive.names() + " into " + archive.into() + ", empty ones hold " + archive.appRoot();
        }
        if (step instanceof Step.ExtractFromBuilder extract) {
            return extract.dockerfile() + " in " + extract.context() + "\n" + extract.path() + " into " + extract.into()
                    + "\nsecrets " + extract.secrets();
        }
        if (step instanceof Step.BuildWithDocker build) {
            return build.dockerfile() + " in " + build.context()
                    + build.target().map(target -> " up to " + target).orElse("") + "\nsecrets " + build.secrets()
                    + "\n" + destination(build.to());
        }
        return "";
    }

    private static String destination(Destination to) {
        return "to " + to.output().word() + to.file().map(file -> " " + file).orElse("");
    }
}
