package io.github.dockerstrategy.dockerfile;

/**
 * A document that follows a {@code RUN}, {@code COPY} or {@code ADD}, from {@code <<NAME} to the line {@code NAME}.
 *
 * @param name its delimiter
 * @param expanded whether variables in it are expanded: the delimiter has no quotes
 * @param stripped whether tabs at the beginning of lines do not count: {@code <<-NAME}
 * @param content its lines, each with a line feed
 */
public record Heredoc(String name, boolean expanded, boolean stripped, String content) {}
