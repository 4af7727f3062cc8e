public class Left {
    public static void main(String[] args) {
        System.out.println("never reached");
    }
}
