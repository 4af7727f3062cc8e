package io.github.dockerstrategy.project;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says about starting its class.
 *
 * @param name the class's binary name
 * @param superName binary name of its superclass; empty for {@code java.lang.Object}
 * @param main which main method it declares
 * @param namesMain whether it declares any method of that name
 * @param springBoot whether it is annotated with {@code @SpringBootApplication}
 * @see <a href="https://openjdk.org/jeps/512">JEP 512: Compact Source Files and Instance Main Methods</a>
 */
record ClassFile(String name, String superName, Main main, boolean namesMain, boolean springBoot) {

    /** A main method that the {@code java} launcher calls. */
    enum Main {
        NONE,
        INSTANCE,
        STATIC
    }

    private static final String SPRING_BOOT = "Lorg/springframework/boot/autoconfigure/SpringBootApplication;";
    private static final String WITH_ARGUMENTS = "([Ljava/lang/String;)V";
    private static final String WITHOUT_ARGUMENTS = "()V";

    /** As the constant pool has it: its length, then its text. */
    private static final String NAME_CONSTANT = "\0\4main";

    private static final int MAJOR_VERSION_AT = 6;
    private static final int PREVIEW_OF_JAVA_21 = 65;
    private static final int JAVA_25 = 69;

    /** Reads a class file that may declare a main method; empty for any other, and for what is no class file. */
    static Optional<ClassFile> withMain(byte[] bytes) {
        return mayHaveMain(bytes) ? read(bytes).filter(file -> file.main != Main.NONE) : Optional.empty();
    }

    /** Reads a class file; empty for one newer than ASM knows, and for what is none. */
    static Optional<ClassFile> read(byte[] bytes) {
        Finder finder = new Finder();
        try {
            new ClassReader(bytes)
                    .accept(finder, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            // What ASM throws for a broken file is not specified.
            return Optional.empty();
        }
        return Optional.of(
                new ClassFile(finder.name, finder.superName, finder.main(), finder.namesMain, finder.springBoot));
    }

    /** A descriptor is in the class file as it is written: searching for it is faster than parsing every class. */
    private static boolean mayHaveMain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(WITH_ARGUMENTS)
                || (bytes.length > MAJOR_VERSION_AT + 1
                        && bytes[MAJOR_VERSION_AT + 1] >= PREVIEW_OF_JAVA_21
                        && text.contains(NAME_CONSTANT));
    }

    private static final class Finder extends ClassVisitor {

        private String name = "";
        private String superName = "";
        private boolean springBoot;
        private boolean flexible;
        private boolean isAbstract;
        private boolean constructible;
        private boolean staticMain;
        private boolean instanceMain;
        private boolean namesMain;

        Finder() {
            super(Opcodes.ASM9);
        }

        Main main() {
            if (staticMain) {
                return Main.STATIC;
            }
            return instanceMain && constructible && !isAbstract ? Main.INSTANCE : Main.NONE;
        }

        @Override
        public void visit(
                int version,
                int access,
                String internalName,
                @Nullable String signature,
                @Nullable String superclass,
                String @Nullable [] interfaces) {
            name = internalName.replace('/', '.');
            superName = superclass == null ? "" : superclass.replace('/', '.');
            isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
            int major = version & 0xffff;
            boolean preview = (version & Opcodes.V_PREVIEW) == Opcodes.V_PREVIEW;
            flexible = major >= JAVA_25 || (preview && major >= PREVIEW_OF_JAVA_21);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            springBoot |= descriptor.equals(SPRING_BOOT);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean visible = (access & Opcodes.ACC_PRIVATE) == 0;
            if (method.equals("<init>") && descriptor.equals(WITHOUT_ARGUMENTS)) {
                constructible = visible;
            } else if (method.equals("main")) {
                namesMain = true;
                int published = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
                boolean arguments = descriptor.equals(WITH_ARGUMENTS);
                boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                boolean callable = flexible && visible && (arguments || descriptor.equals(WITHOUT_ARGUMENTS));
                staticMain |= (callable && isStatic) || (arguments && (access & published) == published);
                instanceMain |= callable && !isStatic && (access & Opcodes.ACC_ABSTRACT) == 0;
            }
            return null;
        }
    }
}
