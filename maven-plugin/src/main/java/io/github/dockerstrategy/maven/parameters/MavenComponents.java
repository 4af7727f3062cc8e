package io.github.dockerstrategy.maven.parameters;

import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Components of Maven that goals use.
 *
 * @param dependenciesResolver resolves the dependencies of modules
 * @param repositorySystem resolves artifacts and versions
 * @param settingsDecrypter decrypts passwords of settings.xml
 */
public record MavenComponents(
        ProjectDependenciesResolver dependenciesResolver,
        RepositorySystem repositorySystem,
        SettingsDecrypter settingsDecrypter) {}
