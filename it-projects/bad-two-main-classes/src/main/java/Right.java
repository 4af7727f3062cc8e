public class Right {
    public static void main(String[] args) {
        System.out.println("never reached");
    }
}
