package compactgen_root.internal;

/** The media types that names of files suggest: those that all runtimes of packages agree on. */
final class FileTypes {

    /** What is said of a file of whose name nothing is known. */
    static final String BINARY = "application/octet-stream";

    private FileTypes() {}

    /** Returns the media type that the end of a name suggests. */
    static String guessed(String name) {
        int dot = name.lastIndexOf('.');
        int slash = name.lastIndexOf('/');
        String end = dot > slash + 1 ? Text.lower(name.substring(dot + 1)) : "";
        String type = text(end);
        type = type == null ? image(end) : type;
        type = type == null ? recording(end) : type;
        type = type == null ? document(end) : type;
        return type == null ? BINARY : type;
    }

    private static String text(String end) {
        switch (end) {
            case "txt":
            case "srt":
                return "text/plain";
            case "htm":
            case "html":
                return "text/html";
            case "css":
            case "csv":
            case "vtt":
                return "text/".concat(end);
            case "tsv":
                return "text/tab-separated-values";
            case "vcf":
                return "text/x-vcard";
            case "xml":
                return "text/xml";
            case "py":
                return "text/x-python";
            case "eml":
                return "message/rfc822";
            default:
                return null;
        }
    }

    private static String image(String end) {
        switch (end) {
            case "jpg":
            case "jpe":
            case "jpeg":
                return "image/jpeg";
            case "png":
            case "gif":
            case "bmp":
            case "avif":
            case "heic":
            case "heif":
                return "image/".concat(end);
            case "tif":
            case "tiff":
                return "image/tiff";
            case "svg":
                return "image/svg+xml";
            case "ico":
                return "image/vnd.microsoft.icon";
            default:
                return null;
        }
    }

    private static String recording(String end) {
        switch (end) {
            case "mp3":
            case "mp2":
                return "audio/mpeg";
            case "aac":
            case "opus":
                return "audio/".concat(end);
            case "aif":
            case "aiff":
                return "audio/x-aiff";
            case "mp4":
            case "webm":
                return "video/".concat(end);
            case "mpg":
            case "mpeg":
                return "video/mpeg";
            case "mov":
            case "qt":
                return "video/quicktime";
            case "avi":
                return "video/x-msvideo";
            default:
                return null;
        }
    }

    private static String document(String end) {
        switch (end) {
            case "pdf":
            case "json":
            case "zip":
            case "wasm":
                return "application/".concat(end);
            case "doc":
                return "application/msword";
            case "xls":
                return "application/vnd.ms-excel";
            case "ppt":
                return "application/vnd.ms-powerpoint";
            case "tar":
                return "application/x-tar";
            case "ps":
            case "eps":
                return "application/postscript";
            case "webmanifest":
                return "application/manifest+json";
            default:
                return null;
        }
    }
}
