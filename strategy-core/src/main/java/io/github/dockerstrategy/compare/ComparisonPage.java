package io.github.dockerstrategy.compare;

import com.fasterxml.jackson.core.type.TypeReference;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.github.dockerstrategy.log.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A comparison as one page that needs nothing else. What it shows is what {@code compare.json} says. */
final class ComparisonPage {

    private static final Configuration TEMPLATES = new Configuration(Configuration.VERSION_2_3_34);

    static {
        TEMPLATES.setClassForTemplateLoading(ComparisonPage.class, "");
        TEMPLATES.setDefaultEncoding("UTF-8");
        TEMPLATES.setLocale(Locale.ROOT);
        TEMPLATES.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        TEMPLATES.setLogTemplateExceptions(false);
        TEMPLATES.setRecognizeStandardFileExtensions(true);
    }

    private ComparisonPage() {}

    static String of(Comparison comparison) {
        Map<String, Object> model = new LinkedHashMap<>(
                ComparisonFiles.JSON.convertValue(comparison, new TypeReference<Map<String, Object>>() {}));
        model.put("bytes", new BytesMethod());
        try {
            StringWriter page = new StringWriter();
            TEMPLATES.getTemplate("compare.ftlh").process(model, page);
            return page.toString();
        } catch (IOException | TemplateException e) {
            throw new UncheckedIOException(new IOException("Cannot make the page", e));
        }
    }

    /** Sizes in the page are written as everywhere else. */
    private static final class BytesMethod implements freemarker.template.TemplateMethodModelEx {
        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public Object exec(java.util.List arguments) throws freemarker.template.TemplateModelException {
            Number bytes = ((freemarker.template.TemplateNumberModel) arguments.get(0)).getAsNumber();
            return Bytes.text(Math.round(bytes.doubleValue()));
        }
    }
}
